import { auditMessages } from './audit-messages.ts'
import { letterMessages } from './letter-messages.ts'
import { overviewMessages } from './overview-messages.ts'
import { recordMessages } from './record-messages.ts'

/** Texts of the pages of operations. */
export const opsMessages = { ...overviewMessages, ...letterMessages, ...recordMessages, ...auditMessages }
