import type { Translate } from '@icms/web/messages'

/** How long something waits, in whole units that matter: seconds, minutes, hours or days. */
export function ageText(ms: number, t: Translate): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  if (seconds < 120) return t('age.seconds', { n: seconds })
  if (seconds < 7_200) return t('age.minutes', { n: Math.floor(seconds / 60) })
  if (seconds < 172_800) return t('age.hours', { n: Math.floor(seconds / 3_600) })
  return t('age.days', { n: Math.floor(seconds / 86_400) })
}
