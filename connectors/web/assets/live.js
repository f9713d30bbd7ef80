const pollMs = 5_000

/**
 * Keeps what is in `[data-live]` up to date: asks for the page again while it is looked at, and puts each new
 * `[data-live-content]` in place of the old one. What is read aloud is the one sentence `[data-live-told]`, and only when
 * it says something else. Whoever reads can pause it. Asking does not make a session last.
 */
export function keepLive(root, { every = pollMs } = {}) {
  const place = root.querySelector('[data-live]')
  if (!place) return
  const [controls, state, pause, told] = ['controls', 'state', 'pause', 'told'].map(name =>
    place.querySelector(`[data-live-${name}]`),
  )
  const words = { pause: pause.textContent, resume: pause.dataset.liveResume, running: state.dataset.liveRunning }
  let isPaused = false
  let asking

  const say = (where, text) => {
    if (where.textContent !== text) where.textContent = text
  }

  async function ask() {
    if (isPaused || document.hidden || asking) return
    asking = new AbortController()
    try {
      const headers = { accept: 'text/html', 'x-icms-background': 'poll' }
      const signal = AbortSignal.any([asking.signal, AbortSignal.timeout(20_000)])
      const answer = await fetch(location.href, { headers, signal, redirect: 'manual' })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = [...page.querySelectorAll('[data-live-content]')]
      if (isPaused) return
      if (!answer.ok || fresh.length === 0) return say(state, place.dataset.liveStale)
      for (const [n, old] of [...place.querySelectorAll('[data-live-content]')].entries()) show(old, fresh[n])
      say(told, page.querySelector('[data-live-told]').textContent)
      say(state, words.running)
    } catch {
      if (!isPaused) say(state, place.dataset.liveStale)
    } finally {
      asking = undefined
    }
  }

  function show(old, fresh) {
    // Nobody loses what they have just marked to be copied.
    const marked = getSelection()
    if (marked && !marked.isCollapsed && old.contains(marked.anchorNode)) return
    if (old.innerHTML === fresh.innerHTML) return
    const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
    old.replaceWith(document.adoptNode(fresh))
    if (focused !== null) [...fresh.querySelectorAll('a')].find(a => a.getAttribute('href') === focused)?.focus()
  }

  pause.addEventListener('click', () => {
    isPaused = !isPaused
    asking?.abort()
    pause.textContent = isPaused ? words.resume : words.pause
    say(state, isPaused ? place.dataset.livePaused : words.running)
    if (!isPaused) void ask()
  })
  document.addEventListener('visibilitychange', () => void ask())
  controls.hidden = false
  setInterval(() => void ask(), every)
}
