import type { Secrets } from '../host/secrets.ts'

/** What lets the operators' command line in: as secret as the deployment's secret, from which it follows. */
export const operatorTokenOf = (secrets: Secrets): string => Buffer.from(secrets('operator')).toString('base64url')
