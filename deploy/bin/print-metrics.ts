import { metricTableText } from '../host/metric-table.ts'

// node deploy/bin/print-metrics.ts   prints the table of metrics that deploy/README.md has
console.log(metricTableText())
