/** Where the browser is: the path and what stands behind `?`. */
class Route {
  path = $state(location.pathname)
  search = $state(location.search)

  constructor() {
    addEventListener('popstate', () => this.read())
  }

  read() {
    this.path = location.pathname
    this.search = location.search
  }

  get parts() {
    return this.path.split('/').filter(Boolean).map(decodeURIComponent)
  }

  get values() {
    return new URLSearchParams(this.search)
  }

  go(to: string) {
    if (to !== location.pathname + location.search) history.pushState(null, '', to)
    this.read()
    scrollTo(0, 0)
  }

  /** Changes what stands behind `?` without a step in the history. */
  set(values: Record<string, string | null>) {
    const all = new URLSearchParams(location.search)
    for (const [name, value] of Object.entries(values)) {
      if (value) all.set(name, value)
      else all.delete(name)
    }
    const text = all.toString()
    history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''))
    this.read()
  }
}

export const route = new Route()

/** Follows a link of ours without loading the page anew. */
export function follow(event: MouseEvent) {
  const link = (event.target as Element).closest?.('a[href^="/"]:not([download])')
  if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  route.go(link.getAttribute('href') ?? '/')
}
