// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.

/** Individual User Account, or one of the three kinds of sub-account of an Organization Account (R13, R18). */
export type AccountKind =
  | 'INDIVIDUAL'
  | 'PA'
  | 'SA'
  | 'OU'
  | 'UNKNOWN'

/** A postal address: in Hong Kong, with a district and its region and no postal code, or elsewhere. */
export type Address = {
  /** 1 to 5 lines, each of 1 to 80 characters, in the order in which the person wrote them. */
  readonly lines: ReadonlyArray<string>
  /** ISO 3166-1 alpha-2 code: HK, or elsewhere; CN and MO for the mainland and Macau. */
  readonly country: string
  /** District in Hong Kong; none elsewhere. */
  readonly district: District | null
  /** Region in Hong Kong that the district belongs to; none elsewhere. */
  readonly region: Region | null
  /** Postal code elsewhere, where the country has one, at most 16 characters. */
  readonly postalCode: string | null
}

/** The application form for an Individual User Account, checked and normalised (R32). */
export type AnnexB = {
  /** How the form reached the Judiciary. */
  readonly channel: ApplicationChannel
  /** How the person wishes to be addressed, 1 to 20 characters. */
  readonly salutation: string | null
  /** Name of the applicant. */
  readonly name: PersonName
  /** Identity document of the applicant. */
  readonly identityDocument: IdentityDocument
  /** Date of birth. A person under 18 is looked at by staff as a person under disability. */
  readonly dateOfBirth: string | null
  /** Where the applicant is written to. */
  readonly address: Address
  /** Telephone number in E.164 form. */
  readonly phone: string
  /** Fax number in E.164 form. */
  readonly fax: string | null
  /** The one address for notices (R31, R34, R36); an addr-spec whose domain is in ASCII. */
  readonly email: string
  /** Language that comes first in notices. */
  readonly preferredLanguage: Language
  /** Ground on which registration is asked for. */
  readonly eligibility: Eligibility
  /** The e-proceedings that the ground rests on; none for a prospective litigant. */
  readonly cases: ReadonlyArray<CaseParty>
  /** True when the applicant states to act in person (R15a); none when the ground is R10c. */
  readonly actingInPerson: boolean | null
  /** Reasons for registration under R10c, 20 to 2,000 characters. */
  readonly reasons: string | null
  /** The right of audience or the leave that an application under R10c rests on, at most 2,000 characters. */
  readonly rightOfAudience: string | null
  /** Case numbers out of the above that are to be linked to the account (R40d). */
  readonly optedCases: ReadonlyArray<string>
  /** True to have an email for each message that reaches the Message Box (R31c). */
  readonly emailPerMessage: boolean
  /** Who may attend the Help Centre for the applicant (R34c). */
  readonly personalRepresentative: PersonalRepresentative | null
  /** The applicant declared that what the form says is true. */
  readonly declarationMade: boolean
  /** Version of the terms and conditions that the applicant accepted (R29). */
  readonly termsVersion: string
  /** The applicant agreed to the Personal Information Collection Statement. */
  readonly personalDataConsent: boolean
  /** Name signed on a paper form, 1 to 80 characters; none online. */
  readonly signature: string | null
  /** Date on a paper form, not after its receipt; none online. */
  readonly signedOn: string | null
}

/** How an application reached the Judiciary (R32). */
export type ApplicationChannel =
  | 'ONLINE'
  | 'FAX'
  | 'POST'
  | 'HAND'
  | 'UNKNOWN'

/** Who came to the Help Centre: the applicant, or the personal representative whom the applicant authorized (R34c). */
export type Attendee =
  | 'APPLICANT'
  | 'REPRESENTATIVE'
  | 'UNKNOWN'

/** A case, and what the person is in it. */
export type CaseParty = {
  /** Case number in canonical form, such as DCPI 1234/2023. */
  readonly caseNumber: string
  /** What the person is in the case. */
  readonly role: PartyRole
}

/** A time in which the court office is closed though it would be open (Cap. 638B r.2). */
export type Closure = {
  /** First instant of the closure. */
  readonly from: number
  /** First instant after the closure. */
  readonly until: number
  /** True when the days that it touches are not working days. */
  readonly wholeDay: boolean
  /** Why the court office is closed. */
  readonly reason: ClosureReason
}

/** Why the court office is closed. */
export type ClosureReason =
  | 'GALE_WARNING'
  | 'BLACK_RAINSTORM'
  | 'EXTREME_CONDITIONS'
  | 'DIRECTED'
  | 'UNKNOWN'

/** Where and when people reach the Help Centre, as notices tell them (R34b). */
export type ContactDetails = {
  /** Address in English. */
  readonly addressEn: string
  /** Address in Chinese. */
  readonly addressZh: string
  /** Opening hours in English. */
  readonly hoursEn: string
  /** Opening hours in Chinese. */
  readonly hoursZh: string
  /** Telephone number. */
  readonly telephone: string | null
}

/** One of the 18 districts of Hong Kong. */
export type District =
  | 'CENTRAL_AND_WESTERN'
  | 'EASTERN'
  | 'SOUTHERN'
  | 'WAN_CHAI'
  | 'SHAM_SHUI_PO'
  | 'KOWLOON_CITY'
  | 'KWUN_TONG'
  | 'WONG_TAI_SIN'
  | 'YAU_TSIM_MONG'
  | 'ISLANDS'
  | 'KWAI_TSING'
  | 'NORTH'
  | 'SAI_KUNG'
  | 'SHA_TIN'
  | 'TAI_PO'
  | 'TSUEN_WAN'
  | 'TUEN_MUN'
  | 'YUEN_LONG'
  | 'UNKNOWN'

/** The ground on which a person asks to be registered: party to an on-going or a new e-proceeding (R10a), prospective litigant (R15b), or another person with good and sufficient reasons (R10c). */
export type Eligibility =
  | 'ONGOING'
  | 'NEW'
  | 'PROSPECTIVE'
  | 'OTHER_10C'
  | 'UNKNOWN'

/** That a subject is erased, and what came of it. */
export type Erasure = {
  /** When it was decided. */
  readonly decidedAt: number
  /** Opaque id of whoever decided it. */
  readonly decidedBy: string
  /** Role of the person. */
  readonly role: string | null
  /** Why. */
  readonly reason: ErasureReason
  /** Which attempt to erase is under way, or was the last, from 1. */
  readonly attempt: number
  /** When keys and documents were gone; none before that. */
  readonly erasedAt: number | null
}

/** Why what is known of a person is erased. A code and no text, so that it says nothing of the person. */
export type ErasureReason =
  | 'NO_LONGER_NEEDED'
  | 'ASKED_BY_THE_PERSON'
  | 'ORDERED'
  | 'UNKNOWN'

/** Why a filing links no account to its case (R2, R40e, R40f). */
export type FilingRefusalReason =
  | 'INVALID_CASE_NUMBER'
  | 'INVALID_LOGIN_NAME'
  | 'INVALID_FILING'
  | 'NOT_AN_E_PROCEEDING'
  | 'NOT_LODGED_THROUGH_ICMS'
  | 'DOCUMENT_TYPE_DOES_NOT_LINK'
  | 'UNKNOWN_ACCOUNT'
  | 'LODGED_BEFORE_ACTIVATION'
  | 'ACCOUNT_CLOSED'
  | 'ACCOUNT_SUSPENDED'
  | 'NOT_ACTING_IN_PERSON'
  | 'ROLE_CONFLICT'
  | 'UNKNOWN'

/** A day that is, or is not, a general holiday, whatever the holidays library says. */
export type GeneralHoliday = {
  /** The day, in Hong Kong. */
  readonly date: string
  /** Name of the day in English. */
  readonly nameEn: string
  /** Name of the day in Chinese. */
  readonly nameZh: string
  /** False takes the day off the list of general holidays. */
  readonly observed: boolean
}

/** The document by which a person is identified at the Help Centre (R34, R35). */
export type IdentityDocument = {
  /** Kind of document; it decides how the number is checked. */
  readonly kind: IdentityDocumentKind
  /** Number in canonical form. An HKID is written A123456(3). */
  readonly number: string
  /** ISO 3166-1 alpha-2 code of the country that issued a passport; none for the other kinds. */
  readonly issuingCountry: string | null
}

/** Kind of identity document. */
export type IdentityDocumentKind =
  | 'HKID'
  | 'PASSPORT'
  | 'PRC_ID'
  | 'MACAU_ID'
  | 'OTHER_TRAVEL_DOC'
  | 'UNKNOWN'

/** Electronic technology is implemented for proceedings of a court, from the effective date of the entry (R2; Cap. 638 s.11(2), s.32). */
export type ImplementationNotice = {
  /** Code of the e-Court, such as DC. */
  readonly court: string
  /** Case-number prefix of the type of proceeding, such as DCPI, or * for all. */
  readonly caseType: string
  /** Code of the venue, or * for all. */
  readonly venue: string
  /** Where the notice was published. */
  readonly gazette: string | null
}

/** A version of the administrative instructions (R3-5). */
export type InstructionsVersion = {
  /** Name of the version. */
  readonly version: string
  /** Where it is published. */
  readonly url: string
}

/** The language in which a person wishes to be written to: English or Traditional Chinese. Every notice carries both; this one comes first. */
export type Language =
  | 'EN'
  | 'ZH_HANT'

/** Whether a type of document, filed through iCMS, links the filer’s account to the case by itself (R40e, R40f). */
export type LinkType = {
  /** Code of the document type, such as WRIT or ACKNOWLEDGEMENT_OF_SERVICE. */
  readonly documentType: string
  /** True when it does. */
  readonly links: boolean
}

/** How a document reached the court. Only documents filed through iCMS link an account by themselves (R40e, R40f). */
export type LodgingChannel =
  | 'ICMS'
  | 'COUNTER'
  | 'OTHER'
  | 'UNKNOWN'

/** Which notice is meant, by its number in the table of notifications: N1 application received, N2 supplementary information wanted, N3 attend the Help Centre, N4 rejected, N5 not attended, N6 approved, N7 activation code, N15 case linked or refused, and so on. Ours beyond the table: N23 application withdrawn, N24 code that proves an address, N25 code for a new address, N26 address changed, N27 enquiry received, N28 enquiry answered. */
export type NoticeNumber =
  | 'N1'
  | 'N2'
  | 'N3'
  | 'N4'
  | 'N5'
  | 'N6'
  | 'N7'
  | 'N8'
  | 'N9'
  | 'N10'
  | 'N11'
  | 'N12'
  | 'N13'
  | 'N14'
  | 'N15'
  | 'N16'
  | 'N17'
  | 'N18'
  | 'N19'
  | 'N20'
  | 'N21'
  | 'N22'
  | 'N23'
  | 'N24'
  | 'N25'
  | 'N26'
  | 'N27'
  | 'N28'
  | 'UNKNOWN'

/** What a party is in a proceeding. */
export type PartyRole =
  | 'PLAINTIFF'
  | 'DEFENDANT'
  | 'CLAIMANT'
  | 'APPLICANT'
  | 'PETITIONER'
  | 'APPELLANT'
  | 'RESPONDENT'
  | 'THIRD_PARTY'
  | 'INTERVENER'
  | 'PROSECUTOR'
  | 'OTHER'
  | 'UNKNOWN'

/** The name of a person. A person may have a single name: then it is the surname. */
export type PersonName = {
  /** Surname in Latin letters, 1 to 80 characters. */
  readonly surnameEn: string
  /** Given names in Latin letters, 1 to 80 characters; none for a person with a single name. */
  readonly givenNameEn: string | null
  /** Full name in Chinese characters, 1 to 20 code points. */
  readonly nameZh: string | null
}

/** The person whom an applicant authorizes to attend the Help Centre (R34c). */
export type PersonalRepresentative = {
  /** Name of the representative. */
  readonly name: PersonName
  /** Identity document that the representative will bring. */
  readonly identityDocument: IdentityDocument
  /** Telephone number in E.164 form. */
  readonly phone: string
}

/** Why something was refused, in words that are shown to the person concerned. */
export type Reason = {
  /** Stable code that programs and translations go by, such as DOCUMENTS_NOT_IN_ORDER. */
  readonly code: string
  /** What staff wrote in English, at most 2,000 characters. */
  readonly textEn: string | null
  /** What staff wrote in Chinese, at most 2,000 characters. */
  readonly textZh: string | null
}

/** One of the three regions of Hong Kong. */
export type Region =
  | 'HONG_KONG_ISLAND'
  | 'KOWLOON'
  | 'NEW_TERRITORIES'
  | 'UNKNOWN'

/** Whether a party acts in person or by a solicitor. */
export type Representation =
  | 'IN_PERSON'
  | 'SOLICITOR'
  | 'UNKNOWN'

/** Keyed hashes by which staff find an application. Nobody without the key can tell, or try out, what they stand for. */
export type SearchTerms = {
  /** Of the number of the identity document. */
  readonly document: string
  /** Of the email address. */
  readonly email: string
  /** Of the name in English, its words in any order. */
  readonly nameEn: string
  /** Of the name in Chinese. */
  readonly nameZh: string | null
}

/** What of a person's record was shown to a member of staff. */
export type SeenPart =
  | 'APPLICATION'
  | 'ATTENDANCE'
  | 'DOCUMENT'
  | 'ACCOUNT'
  | 'CASE'
  | 'AUDIT_TRAIL'
  | 'UNKNOWN'

/** An input that was set aside, by its place and ids; its bytes are with the dead letter. */
export type SetAsideInput = {
  /** RECORD, TIMER, or SETTLED for the result of a call. */
  readonly kind: string
  /** RECORD: where it was read. */
  readonly topic: string
  /** RECORD: its partition. */
  readonly partition: number
  /** RECORD: its place. */
  readonly offset: number
  /** Key of the record or of the aggregate; none where a record had none. */
  readonly subjectId: string | null
  /** RECORD: its own id, where it had one. */
  readonly inputId: string | null
  /** TIMER, SETTLED: what of the service it was for. */
  readonly aggregate: string
  /** TIMER: its name; SETTLED: the call. */
  readonly name: string
}

/** That somebody of the staff saw a part of a person's record on a day, and how often. Nothing here is about the person. */
export type SubjectView = {
  /** Opaque id of whoever saw it. */
  readonly viewedBy: string
  /** Role that allowed it. */
  readonly role: string | null
  /** What was seen. */
  readonly part: SeenPart
  /** The document, where one was seen. */
  readonly documentId: string | null
  /** The day in Hong Kong. */
  readonly day: string
  /** How often on that day. */
  readonly count: number
  /** When the last time was. */
  readonly lastAt: number
}

/** A document that an applicant handed in (R33). The document itself is stored encrypted, under the application and this id. */
export type SuppliedDocument = {
  /** Random id under which it is stored. */
  readonly documentId: string
  /** What it is, by its code in Annex D, such as NOTICE_OF_PROCEEDING. */
  readonly kind: string
  /** Name of the file as it was handed in, for people to recognise it. */
  readonly fileName: string
  /** By its content: application/pdf, image/jpeg or image/png. */
  readonly mediaType: string
  /** Size of what was handed in. */
  readonly bytes: number
  /** Hash of what was handed in, in hexadecimal. */
  readonly sha256: string
  /** Whether it was looked at for viruses before it was taken. */
  readonly scan: DocumentScan
}

/** Whether it was looked at for viruses. */
export type DocumentScan =
  | 'CLEAN'
  | 'NOT_SCANNED'
  | 'UNKNOWN'

/** A version of the terms and conditions for using iCMS (R29). */
export type TermsVersion = {
  /** Name of the version. */
  readonly version: string
  /** Where it is published. */
  readonly url: string
}
