import type { Review } from './types'

/** What the server says is wrong. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly since: Review[] = [],
  ) {
    super(message)
  }
}

async function answered<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T
  const problem = await response.json().catch(() => null)
  throw new Problem(response.status, problem?.detail ?? `the server answers ${response.status}`, problem?.since)
}

export const query = (values: Record<string, unknown>) => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text ? `?${text}` : ''
}

export async function get<T>(path: string, values: Record<string, unknown> = {}): Promise<T> {
  return answered<T>(await fetch(`/api/v1/${path}${query(values)}`).catch(unreachable))
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const response = fetch(`/api/v1/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return answered<T>(await response.catch(unreachable))
}

function unreachable(): never {
  throw new Problem(0, 'the server does not answer; is recount still running?')
}

export interface Decided {
  reviews: Review[]
  incidents: string[]
  seen: number
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Sends a decision until the server has it: its token makes sure that it counts once. */
export async function decide(decision: Record<string, unknown>, waiting: (is: boolean) => void = () => {}): Promise<Decided> {
  const body = { by: me(), token: crypto.randomUUID(), ...decision }
  for (;;) {
    try {
      const decided = await post<Decided>('decisions', body)
      waiting(false)
      return decided
    } catch (error) {
      if (!(error instanceof Problem) || (error.status !== 0 && error.status !== 503)) {
        waiting(false)
        throw error
      }
      waiting(true)
      await pause(1000)
    }
  }
}

const NAME = 'recount.name'

export const me = () => localStorage.getItem(NAME) || 'user'
export const call = (name: string) => localStorage.setItem(NAME, name.trim())
