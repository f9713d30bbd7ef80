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
  /** The one address for notices (R31, R34, R36); an addr-spec whose domain is in ASCII. Empty where a form on paper has none, until it was asked for. */
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

/** Where and when people reach the Help Centre, as notices tell them (R34b), and where paper is sent (R32b). */
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
  /** Number that faxes go to. */
  readonly fax: string | null
}

/** One thing in which what was said to be sent on a day and what arrived differ. */
export type DailyDifference = {
  /** How they differ: it did not arrive, it was not said to be sent, it is another one, or it was refused and the sender does not know. */
  readonly kind: DailyDifferenceKind
  /** The sender's own id: an envelope or a job of the gateway. */
  readonly itemId: string
  /** In what they differ, by a code: PAGES or CONTENT. */
  readonly detail: string | null
}

/** How they differ. */
export type DailyDifferenceKind =
  | 'MISSING'
  | 'EXTRA'
  | 'DIFFERING'
  | 'REFUSED'
  | 'UNKNOWN'

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

/** One thing that is wrong with a scan envelope, as its sender is told. */
export type EnvelopeProblem = {
  /** What is wrong, by the codes of the contract: HASH_MISMATCH. */
  readonly code: string
  /** File, control number or JSON pointer into the manifest. */
  readonly where: string | null
  /** What is wrong and what to do, in words. */
  readonly message: string
}

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

/** One telephone call by which pages came, as the fax gateway tells of it (R32b). */
export type FaxCall = {
  /** The fax that this call is, by its own id: its files are stored under it. */
  readonly callId: string
  /** The gateway's own id of the call. */
  readonly jobId: string
  /** When the gateway received it, and at the latest when it was accepted. */
  readonly receivedAt: number
  /** Id under which the original is stored. */
  readonly documentId: string
  /** By its content: image/tiff or application/pdf. */
  readonly mediaType: string
  /** Size of the original. */
  readonly bytes: number
  /** Hash of the original, in hexadecimal. */
  readonly sha256: string
  /** Whether it was looked at for viruses before it was taken. */
  readonly scan: DocumentScan
  /** How many pages the sending machine announced, where it did. */
  readonly pagesDeclared: number | null
  /** How many pages the gateway says that it received. */
  readonly pagesReceived: number
  /** How many pages the document has. */
  readonly pagesFound: number
  /** The call broke off. */
  readonly isPartial: boolean
  /** The fax that it says it continues, by its id; it need not have come. */
  readonly continuesId: string | null
}

/** Why a fax is not joined to the one that it says it continues. */
export type FaxOfferRefusal =
  | 'HANDED_OVER'
  | 'NOTHING_MISSING'
  | 'NEVER_CAME'
  | 'TOO_MANY'
  | 'CIRCULAR'
  | 'UNKNOWN'

/** Why a fax was refused. */
export type FaxRefusalCode =
  | 'UNREADABLE'
  | 'INFECTED'
  | 'TOO_LARGE'
  | 'TOO_MANY_PAGES'
  | 'JOB_CONFLICT'
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

/** Something in an envelope that cannot be scanned, and is kept. */
export type NonScannable = {
  /** Number put on it by the mail room. */
  readonly controlNumber: string
  /** What it is, at most 200 characters. */
  readonly description: string
  /** Where it is kept. */
  readonly keptAt: string | null
}

/** Which notice is meant, by its number in the table of notifications: N1 application received, N2 supplementary information wanted, N3 attend the Help Centre, N4 rejected, N5 not attended, N6 approved, N7 activation code, N15 case linked or refused, and so on. Ours beyond the table: N23 application withdrawn, N24 code that proves an address, N25 code for a new address, N26 address changed, N27 enquiry received, N28 enquiry answered, N29 paper that nothing can come of. */
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
  | 'N29'
  | 'UNKNOWN'

/** What a machine read in one field of a form. Never trusted: a person looks at each. */
export type OcrField = {
  /** Name of the field, as in the JSON form of Annex B: name.surnameEn. */
  readonly name: string
  /** What was read, at most 2,000 characters. */
  readonly value: string
  /** How sure the machine says to be, 0 to 1. */
  readonly confidence: number
  /** Page that it was read on, from 1. */
  readonly page: number | null
}

/** What came together on paper, from one sender at one time: a fax with the calls that complete it, or an envelope (R32b). */
export type Paper = {
  /** Id of it; the key under which vetting decides what becomes of it. */
  readonly paperId: string
  /** How it came: by fax, by post or by hand. */
  readonly channel: ApplicationChannel
  /** When it was received: when the fax was, when the envelope was opened, when the paper was handed in and stamped (R32b, A32). */
  readonly receivedAt: number
  /** Who sent it to us: the fax gateway, the mail room's supplier or the counter. */
  readonly source: string
  /** Who sent it to them, as far as the machine says: the number that called, or what the sending machine calls itself. */
  readonly sender: string | null
  /** Day of the postmark. */
  readonly postmarkedOn: string | null
  /** False when pages are known to be missing: a call that broke off and was not completed in time. */
  readonly isWhole: boolean
  /** What came, in its order. */
  readonly documents: ReadonlyArray<PaperDocument>
  /** What was with it and cannot be scanned. */
  readonly nonScannable: ReadonlyArray<NonScannable>
  /** The paper that this one says it completes, and could not be joined to: that one was handed over before, or had not come. */
  readonly continuesId: string | null
  /** A paper of the same sender that broke off shortly before; whether this one completes it a person decides. */
  readonly likelyWith: string | null
}

/** One document that came on paper: the untouched original, its archive file and its pages (R32b, R33). */
export type PaperDocument = {
  /** Id whose data key protects the stored files: the fax or the envelope that it came with. */
  readonly subjectId: string
  /** Id under which the original is stored. */
  readonly documentId: string
  /** Id under which the archive file (PDF/A-2b) is stored; none where no page can be read. */
  readonly archiveId: string | null
  /** By its content: image/tiff, application/pdf, or of what was uploaded at the counter image/jpeg and image/png. */
  readonly mediaType: string
  /** Size of the original. */
  readonly bytes: number
  /** Hash of the original, in hexadecimal. */
  readonly sha256: string
  /** Whether it was looked at for viruses before it was taken. */
  readonly scan: DocumentScan
  /** What it is said to be; unknown of a fax. */
  readonly kind: PaperKind
  /** Which form, where it is said to be one. */
  readonly form: PaperForm | null
  /** The sender's own id of what it came with: the gateway's job or the envelope. */
  readonly sourceId: string
  /** Number printed on the paper by the mail room. */
  readonly controlNumber: string | null
  /** What the mail room or the counter noted, at most 500 characters. */
  readonly notes: string | null
  /** What read the fields. */
  readonly ocrEngine: string | null
  /** What a machine read in the form. */
  readonly fields: ReadonlyArray<OcrField>
  /** Its pages, in their order; after a split only those that are still here. */
  readonly pages: ReadonlyArray<PaperPage>
}

/** What a document on paper is said to be by whoever scanned it. */
export type PaperKind =
  | 'FORM'
  | 'SUPPORTING'
  | 'COVER_SHEET'
  | 'LETTER'
  | 'UNKNOWN'

/** Which form of the instructions. */
export type PaperForm =
  | 'ANNEX_B'
  | 'ANNEX_C'
  | 'ANNEX_E'
  | 'UNKNOWN'

/** One page that came on paper, by where it is kept. */
export type PaperLeaf = {
  /** Id whose data key protects it: the fax or the envelope that it came with. */
  readonly subjectId: string
  /** The document that it is a page of. */
  readonly documentId: string
  /** Its number in that document, from 1. */
  readonly page: number
}

/** Another paper that may have to do with this one. Never a decision: a person looks. */
export type PaperLikeness = {
  /** The other paper. */
  readonly paperId: string
  /** Why. */
  readonly because: LikenessGround
  /** In how many of 256 bits the most alike pages differ; none where pages were not compared. */
  readonly distance: number | null
}

/** Why a paper may have to do with another. */
export type LikenessGround =
  | 'SAME_FILE'
  | 'SAME_PAGE'
  | 'LIKELY_CONTINUES'
  | 'UNKNOWN'

/** One page of what came on paper, as it is shown (R32b). */
export type PaperPage = {
  /** Its number in the document that came, from 1. */
  readonly page: number
  /** Id under which its picture for showing is stored; none where the page cannot be read, which damage then says. */
  readonly pictureId: string | null
  /** Of that picture, in pixels. */
  readonly width: number
  /** Of that picture, in pixels. */
  readonly height: number
  /** What the page looks like, in 256 bits as hexadecimal; none of a page with nothing on it. */
  readonly hash: string | null
  /** The application that a cover sheet's code on the page names; none where there is no such code. */
  readonly reference: string | null
  /** What of the page is missing, and where; none when it is whole. */
  readonly damage: string | null
}

/** Who sent paper, as staff read it off: so much of it as it takes to answer. There is an address of mail, or a postal one. */
export type PaperSender = {
  /** Name of a person or of an organization, as it stands there, 1 to 80 characters. */
  readonly name: string
  /** Postal address. */
  readonly address: Address | null
  /** Address of mail; where there is one the answer is mailed. */
  readonly email: string | null
  /** Language that comes first. */
  readonly language: Language
}

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

/** What was made of one document: its archive file and its pages. */
export type PreparedDocument = {
  /** Id under which the archive file (PDF/A-2b) is stored; none where no page can be read. */
  readonly archiveId: string | null
  /** Its pages, in their order. */
  readonly pages: ReadonlyArray<PaperPage>
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
  | 'PAPER'
  | 'LETTER'
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
