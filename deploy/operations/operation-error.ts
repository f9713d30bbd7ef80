/** What an operator asked for and cannot have, in one line that says what to do. */
export class OperationError extends Error {}
