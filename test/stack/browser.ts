import { findProgram } from './programs.ts'

/** The shell first: the same engine without the windows that nobody sees, which take half of the time. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']

/** File of the browser that page tests drive: `ICMS_CHROMIUM`, else what is on the path; undefined when there is none. */
export const findBrowser = (): string | undefined =>
  process.env.ICMS_CHROMIUM ?? names.map(findProgram).find(file => file !== undefined)

/** Why page tests cannot run and what to do, or undefined when they can. */
export const whyNoBrowser = (): string | undefined =>
  findBrowser() ? undefined : 'no Chromium: apt-get install chromium-headless-shell (or name one in ICMS_CHROMIUM)'
