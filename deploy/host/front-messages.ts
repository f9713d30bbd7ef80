import { defineMessages } from '@icms/web/messages'

export const frontMessages = defineMessages({
  'front.title': {
    en: 'Register as a user of the integrated Court Case Management System (iCMS)',
    zh: '註冊成為綜合法院案件管理系統用戶',
  },
  'front.lead': {
    en: 'Registered users send documents to the court, receive them from it, inspect them and pay, all electronically, in proceedings that the court handles electronically (e-proceedings). Here you apply for an account, follow your application and activate the account. Registration is free of charge.',
    zh: '註冊用戶可在法院以電子方式處理的法律程序（電子程序）中，以電子方式向法院發送文件、接收法院文件、查閱文件及繳費。您可在此申請帳戶、查詢申請進度及啟動帳戶。註冊費用全免。',
  },
  'front.applicants': { en: 'Applicants and registered users', zh: '申請人及註冊用戶' },
  'front.staff': { en: 'Judiciary staff', zh: '司法機構職員' },
  'front.demonstration': {
    en: 'This is a demonstration: staff sign-in lets you choose one of several fictional people, and asks for no password.',
    zh: '這是示範系統：職員登入時可選擇任何一位虛構人士，無須輸入密碼。',
  },
  'link.apply': { en: 'Apply for an account', zh: '申請帳戶' },
  'more.apply': {
    en: 'For individuals who act in person in a case (Individual User).',
    zh: '適用於在案件中親自行事的個人（個人用戶）。',
  },
  'link.status': { en: 'See how your application stands', zh: '查詢申請進度' },
  'more.status': { en: 'With your reference and your email address.', zh: '須輸入參考編號及電郵地址。' },
  'link.activate': { en: 'Activate your account', zh: '啟動帳戶' },
  'more.activate': {
    en: 'With the login name and the activation code from our two emails.',
    zh: '須輸入我們兩封電郵所載的登入名稱及啟動碼。',
  },
  'link.signIn': { en: 'Sign in', zh: '登入' },
  'more.signIn': { en: 'To see your account.', zh: '查閱您的帳戶。' },
  'link.cases': { en: 'Your cases', zh: '您的案件' },
  'more.cases': { en: 'Cases that are linked to your account.', zh: '與您的帳戶連結的案件。' },
  'link.counter': { en: 'Counter', zh: '櫃位' },
  'more.counter': {
    en: 'Take paper that is handed in, and see what fax and mail rooms say they sent.',
    zh: '接收親身遞交的紙本文件，並查閱傳真及收發室所報的送件紀錄。',
  },
  'link.vetting': { en: 'Vetting desk', zh: '審核工作台' },
  'more.vetting': {
    en: 'Vet applications, and approve or reject them.',
    zh: '審核申請，並批准或拒絕申請。',
  },
  'link.identity': { en: 'Help Centre desk', zh: '支援中心工作台' },
  'more.identity': { en: 'Record who attended to be identified.', zh: '記錄到場核實身分的人士。' },
  'link.accounts': { en: 'Desk of accounts', zh: '帳戶工作台' },
  'more.accounts': {
    en: 'Find an account; suspend, terminate or restore it.',
    zh: '尋找帳戶，並暫停、終止或恢復帳戶。',
  },
  'link.linkRequests': { en: 'Desk of cases', zh: '案件工作台' },
  'more.linkRequests': { en: 'Link cases as account holders asked.', zh: '按帳戶持有人的要求連結案件。' },
  'link.letters': { en: 'Letters to print', zh: '待列印信件' },
  'more.letters': {
    en: 'Print and send what goes to people without an email address.',
    zh: '列印及寄出致沒有電郵地址的人士的信件。',
  },
  'link.reference': { en: 'Reference data', zh: '參考資料' },
  'more.reference': {
    en: 'Closures, notices, terms and contact details.',
    zh: '停止辦公、實施公告、條款及聯絡資料。',
  },
  'link.ops': { en: 'Operations', zh: '系統運作' },
  'more.ops': {
    en: 'What waits, what is held, which mails did not arrive.',
    zh: '等候、擱置的訊息及未送達的電郵。',
  },
  'link.mail': { en: 'Built-in mailbox', zh: '內置郵箱' },
  'more.mail': {
    en: 'All mails, for no mail server is set here.',
    zh: '所有電郵（此處未有設定郵件伺服器）。',
  },
})
