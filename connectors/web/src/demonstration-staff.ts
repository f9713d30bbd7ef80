import type { Staff } from './staff.ts'

/** Fictional staff of the built-in issuer, one for each role; two for vetting, where one checks what the other typed in. */
export const demonstrationStaff: readonly Staff[] = [
  { id: 'demo-vetting', name: { en: 'CHAN Siu Ming', zh: '陳小明' }, roles: ['vetting'] },
  { id: 'demo-vetting-2', name: { en: 'FUNG Ka Wai', zh: '馮嘉慧' }, roles: ['vetting'] },
  { id: 'demo-judiciary-administrator', name: { en: 'LEE Wai Han', zh: '李慧嫻' }, roles: ['judiciary-administrator'] },
  { id: 'demo-help-centre', name: { en: 'WONG Ka Yan', zh: '黃嘉欣' }, roles: ['help-centre'] },
  { id: 'demo-court-support', name: { en: 'CHEUNG Tsz Kit', zh: '張子傑' }, roles: ['court-support'] },
  { id: 'demo-counter', name: { en: 'LAM Mei Fong', zh: '林美芳' }, roles: ['counter'] },
  { id: 'demo-operations', name: { en: 'HO Chi Keung', zh: '何志強' }, roles: ['operations'] },
  {
    id: 'demo-operations-personal-data',
    name: { en: 'NG Pui Shan', zh: '吳佩珊' },
    roles: ['operations-personal-data'],
  },
  { id: 'demo-auditor', name: { en: 'YEUNG Hok Man', zh: '楊學文' }, roles: ['auditor'] },
  { id: 'demo-administrator', name: { en: 'TSANG Wing Sze', zh: '曾詠詩' }, roles: ['administrator'] },
]
