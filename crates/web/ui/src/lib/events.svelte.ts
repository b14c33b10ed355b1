interface Event {
  kind: string
  by: string
  incidents: string[]
}

/** What others change, as the server tells it. */
class Heard {
  /** Grows with every change, so that what depends on it is read anew. */
  changes = $state(0)
  last = $state<Event>()
  isLost = $state(false)

  constructor() {
    const source = new EventSource('/api/v1/events')
    source.addEventListener('change', (message) => {
      this.last = JSON.parse((message as MessageEvent<string>).data) as Event
      this.changes++
    })
    source.addEventListener('open', () => {
      if (this.isLost) this.changes++
      this.isLost = false
    })
    source.addEventListener('error', () => (this.isLost = true))
    // A page that is left holds no stream: the browser has few.
    addEventListener('pagehide', () => source.close())
    addEventListener('pageshow', (event) => event.persisted && location.reload())
  }
}

export const heard = new Heard()
