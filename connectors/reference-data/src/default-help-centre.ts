import type { ContactDetails } from '@icms/schemas/generated/common'

/**
 * Where and when people are asked to come, unless the deployment says otherwise. The instructions give neither; the
 * hours are those of a court office, the address is that of the District Court, whose proceedings came first.
 */
export const defaultHelpCentre: ContactDetails = {
  addressEn: 'iCMS Help Centre, Wanchai Tower, 12 Harbour Road, Wan Chai, Hong Kong',
  addressZh: '香港灣仔港灣道12號灣仔政府大樓綜合法院案件管理系統支援中心',
  hoursEn: 'Monday to Friday, 8:45 am to 5:30 pm, except general holidays',
  hoursZh: '星期一至五上午8時45分至下午5時30分（公眾假期除外）',
  telephone: null,
  fax: null,
}
