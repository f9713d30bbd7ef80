import { initAll } from './govuk-frontend.js'
import { keepLive } from './live.js'
import { enhanceUploads } from './uploads.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
enhanceUploads(document, initAll)
keepLive(document)
