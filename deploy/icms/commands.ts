import type { Command } from './command.ts'
import { auditTrail, auditVerify } from './commands/audit.ts'
import { discardLetter } from './commands/discard-dead-letter.ts'
import { listDeadLetters } from './commands/list-dead-letters.ts'
import { held } from './commands/held.ts'
import { keysRotate, keysStatus } from './commands/keys.ts'
import { publish } from './commands/publish.ts'
import { replayLetters } from './commands/replay-dead-letters.ts'
import { schemasCheck, schemasList, schemasRegister } from './commands/schemas.ts'
import { search } from './commands/search.ts'
import { showLetter } from './commands/show-dead-letter.ts'
import { tail } from './commands/tail.ts'
import { timeline } from './commands/timeline.ts'
import { topics, topicsCreate } from './commands/topics.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  topics,
  tail,
  publish,
  timeline,
  search,
  listDeadLetters,
  showLetter,
  replayLetters,
  discardLetter,
  held,
  auditVerify,
  auditTrail,
  keysStatus,
  keysRotate,
  schemasList,
  schemasCheck,
  schemasRegister,
  topicsCreate,
]
