import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generalHolidays } from './general-holidays.ts'

// node connectors/reference-data/bin/write-holidays.ts   writes seed/general-holidays.json from the holidays library

const lines = generalHolidays().map(
  holiday =>
    `  ${JSON.stringify(holiday)
      .replaceAll(/([:,{])"/g, '$1 "')
      .replace('}', ' }')}`,
)
writeFileSync(join(import.meta.dirname, '../seed/general-holidays.json'), `[\n${lines.join(',\n')}\n]\n`)
