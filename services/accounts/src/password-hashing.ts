/** Slow, salted hashing of passwords: only edges do it. */
export interface PasswordHashing {
  /** The text that is kept; another one each time. */
  hash(password: string): Promise<string>
  /**
   * Whether the password is the one that was hashed. Without a hash it takes as long and answers false, so that time
   * does not tell whether an account exists.
   */
  verify(hash: string | undefined, password: string): Promise<boolean>
}
