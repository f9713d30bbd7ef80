import { runCommand } from './run-command.ts'

/**
 * The operators' tool. It talks to a running host (`ICMS_PUBLIC_ORIGIN`, by default the one on this machine) with a
 * token that is derived from the deployment's secret, so it works alike on both backbones.
 */

// Whoever reads our output may stop, as `head` does: that ends it well.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  out: text => void process.stdout.write(text),
  aside: text => void process.stderr.write(text),
})
