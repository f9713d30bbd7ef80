/**
 * What a container of the image runs, by its first argument: `icms` the operators' tool, `mail-sink` a mail server that
 * sends nothing on; anything else names the services to host, and nothing means all.
 */
const programs: Readonly<Record<string, string>> = { icms: '../icms/main.ts', 'mail-sink': './mail-sink.ts' }
const program = programs[process.argv[2] ?? '']
if (program) process.argv.splice(2, 1)
await import(program ?? '../host/main.ts')
