/** Words of the published form, for people. */
export const plain = (word: string) => word.replaceAll('_', ' ')

export const OUTCOMES: Record<string, string> = {
  killed: 'killed',
  wounded: 'wounded',
  abducted: 'abducted',
  missing: 'missing',
  harmed: 'killed or wounded',
  initiators_killed: 'attackers killed',
  initiators_wounded: 'attackers wounded',
  initiators_arrested: 'attackers arrested',
}

export interface Number {
  low: number
  best: number
  high: number | null
}

/** A figure in the form in which it was told. */
export function figure(count: Number | null | undefined): string {
  if (!count) return '–'
  const { low, best, high } = count
  if (high === 0) return 'none'
  if (high === null) return `≥ ${low}`
  if (low === high) return String(best)
  return `${low}–${high}`
}

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

export const date = (iso: string | null | undefined) => (iso ? day.format(new Date(`${iso}T00:00:00Z`)) : 'day unknown')
export const dayOf = (iso: string) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000)
export const isoOf = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10)
export const shortDay = (n: number) => short.format(new Date(n * 86_400_000))

export function days(when: [string, string] | null | undefined): string {
  if (!when) return 'day unknown'
  const [first, last] = when
  if (first === last) return date(first)
  if (first.endsWith('-01-01') && last.endsWith('-12-31') && first.slice(0, 4) === last.slice(0, 4)) return first.slice(0, 4)
  return `${short.format(new Date(`${first}T00:00:00Z`))} – ${short.format(new Date(`${last}T00:00:00Z`))}`
}

const countries = new Intl.DisplayNames('en', { type: 'region' })

export function country(code: string | null | undefined): string {
  if (!code) return ''
  try {
    return countries.of(code) ?? code
  } catch {
    return code
  }
}

export const where = (place: string | null | undefined, code: string | null | undefined) =>
  [place, country(code)].filter((word, i, all) => word && all.indexOf(word) === i).join(', ') || 'place unknown'

export const time = (at: string) => new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
