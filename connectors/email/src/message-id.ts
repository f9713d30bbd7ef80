/**
 * Message-ID of a mail. It follows from the mail's id alone, so that a mail that is sent again is the same mail to
 * whoever reads it. The domain is one that nobody has (RFC 2606), whatever server sends the mail.
 */
export const messageIdOf = (emailId: string): string => `<${emailId}@icms-registration.invalid>`
