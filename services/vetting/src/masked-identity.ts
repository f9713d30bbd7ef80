import type { AnnexB, IdentityDocument } from '@icms/schemas/generated/common'
import { maskHkid } from '@icms/schemas/hkid'

/** A document as it may stand beside a name: the kind, and the first characters of the number. */
export const maskIdentity = (document: IdentityDocument): IdentityDocument => ({
  ...document,
  number: document.kind === 'HKID' ? maskHkid(document.number) : `${document.number.slice(0, 3)}***`,
})

/** A form whose identity documents are masked. */
export const maskForm = (form: AnnexB): AnnexB => ({
  ...form,
  identityDocument: maskIdentity(form.identityDocument),
  personalRepresentative: form.personalRepresentative && {
    ...form.personalRepresentative,
    identityDocument: maskIdentity(form.personalRepresentative.identityDocument),
  },
})
