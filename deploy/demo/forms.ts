/** Fictional applicants: an HKID with a right check digit follows from a number, so that each is somebody else. */
export function hkidOf(n: number): string {
  const digits = String(n).padStart(6, '0').slice(-6)
  const letter = String.fromCharCode(65 + (Math.floor(n / 1_000_000) % 26))
  const values = [36, letter.charCodeAt(0) - 55, ...digits].map(Number)
  const sum = values.reduce((total, value, i) => total + value * (9 - i), 0)
  const check = (11 - (sum % 11)) % 11
  return `${letter}${digits}(${check === 10 ? 'A' : check})`
}

/** Annex B, filled in rightly by a litigant in person with an ongoing case. */
export function annexB(n: number, termsVersion: string, rest: Readonly<Record<string, unknown>> = {}) {
  const year = (rest.caseYear as number | undefined) ?? 2023
  const { caseYear: _, ...fields } = rest
  return {
    salutation: 'Ms',
    name: { surnameEn: 'Chan', givenNameEn: 'Siu Ming', nameZh: '陳小明' },
    identityDocument: { kind: 'HKID', number: hkidOf(n) },
    dateOfBirth: '1985-06-15',
    address: {
      lines: ['Flat A, 12/F, Block 3', 'Harmony Garden', '123 Nathan Road'],
      country: 'HK',
      district: 'YAU_TSIM_MONG',
    },
    phone: '9123 4567',
    email: `applicant-${n}@example.com`,
    preferredLanguage: 'EN',
    eligibility: 'ONGOING',
    cases: [{ caseNumber: `DCCJ ${1000 + (n % 900_000)}/${year}`, role: 'PLAINTIFF' }],
    actingInPerson: true,
    declarationMade: true,
    termsVersion,
    personalDataConsent: true,
    ...fields,
  }
}

/** A filing as a court case system publishes it. */
export function filing(
  loginName: string,
  caseNumber: string,
  filedAt: number,
  rest: Readonly<Record<string, unknown>> = {},
) {
  return {
    filingId: null,
    courtReference: `DC/REG/${filedAt}`,
    caseNumber,
    court: null,
    venue: null,
    loginName,
    accountId: null,
    party: 'CHAN Siu Ming',
    role: 'PLAINTIFF',
    representation: 'IN_PERSON',
    documentType: 'WRIT',
    lodgedVia: 'ICMS',
    filedAt,
    ...rest,
  }
}
