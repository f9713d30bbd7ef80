/**
 * Forms with files that have a `[data-upload]` are sent in the background: it tells how far they are, in words that the page
 * brings along, and lets them be cancelled. What the server answers is shown as if the browser had sent the form by itself.
 */
export function enhanceUploads(root, enhance) {
  for (const place of root.querySelectorAll('form [data-upload]')) enhanceForm(place.closest('form'), place, enhance)
}

function enhanceForm(form, place, enhance) {
  const [status, bar, cancel] = ['status', 'bar', 'cancel'].map(part => place.querySelector(`[data-upload-${part}]`))
  const progress = bar.querySelector('progress')
  let sending

  // Read aloud in steps, not at every packet.
  const say = text => {
    if (status.textContent !== text) status.textContent = text
  }
  const tell = ({ loaded, total }) => {
    const percent = total > 0 ? Math.floor((loaded / total) * 100) : 0
    progress.value = percent
    if (loaded < total) say(place.dataset.sending.replace('{percent}', Math.floor(percent / 10) * 10))
    else arrived()
  }
  // From here on it can be taken any moment: nothing is left to cancel.
  const arrived = () => {
    bar.hidden = true
    say(place.dataset.arrived)
  }
  const end = text => {
    sending = undefined
    bar.hidden = true
    say(text)
  }

  function show({ status: code, responseURL, response }) {
    if (code >= 200 && code < 300) return location.assign(responseURL)
    const main = response?.querySelector('main')
    if (!main) return end(place.dataset.failed)
    document.title = response.title
    document.querySelector('main').replaceWith(main)
    enhance({ scope: main })
    enhanceUploads(main, enhance)
    // A summary of mistakes takes the focus by itself.
    if (!main.contains(document.activeElement)) main.focus()
  }

  form.addEventListener('submit', event => {
    const isChosen = [...form.querySelectorAll('input[type=file]')].some(input => input.files.length > 0)
    if (!isChosen) return
    event.preventDefault()
    if (sending) return
    sending = new XMLHttpRequest()
    sending.open('POST', form.getAttribute('action'))
    sending.setRequestHeader('accept', 'text/html')
    sending.responseType = 'document'
    sending.upload.onprogress = tell
    sending.upload.onload = arrived
    sending.onload = () => show(sending)
    sending.onerror = () => end(place.dataset.failed)
    sending.onabort = () => end(place.dataset.cancelled)
    tell({ loaded: 0, total: 1 })
    bar.hidden = false
    sending.send(new FormData(form))
  })
  cancel.addEventListener('click', () => sending?.abort())
  // The same form again is the same request, and is taken once; another file is another.
  form.addEventListener('change', () => {
    form.elements._once.value = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(36)).join('-')
  })
}
