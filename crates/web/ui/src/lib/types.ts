// What the API gives (docs/schema/openapi.json); reports in the form of docs/schema/coded.schema.json.
import type { RecountCoded1 as Coded } from './coded'

export type { Coded }
export type Incident = Coded['incidents'][number]
export type Casualty = Incident['casualties'][number]
export type Party = Incident['parties'][number]
export type Place = NonNullable<Incident['where']>
export type Evidence = NonNullable<Incident['where']>['evidence'][number]

export interface Figures {
  outcome: string
  low: number
  best: number
  high: number | null
  from: string[]
  sources: number
}

export interface Member {
  telling: string
  report: string
  id: string
  local: string
  news: boolean
  published: string | null
  outlet: string | null
  source: number
}

export interface State {
  id: string
  tactic: string
  when: [string, string] | null
  day_assumed: boolean
  place: string | null
  region: string | null
  country: string | null
  point: [number, number] | null
  initiators: string[]
  targets: string[]
  rule: string
  figures: Figures[]
  sources: number
  members: Member[]
  findings: { rule: string; message: string; reports: string[] }[]
}

export interface Triage {
  impact: number
  reasons: { kind: string; words: string; points: number }[]
  confidence: number
  radius: number | null
  open: boolean
}

export interface Review {
  number: number
  at: string
  by: string
  local: string
  act: 'accept' | 'reject' | 'correct' | 'undo'
  field: string | null
  correction: { value: unknown; words?: Words[] } | null
  why: string
  undoes: number | null
}

export interface Words {
  in?: 'title'
  start: number
  end: number
}

export interface Why {
  one: string
  two: string
  together: boolean
  score: number
  features: { words: string; points: number }[]
}

export interface Change {
  at: string
  by: string
  what: string
  why: string
  state: State | null
}

export interface Shown {
  incident: State
  triage: Triage
  reports: Coded[]
  links: Why[]
  reviews: Review[]
  history: Change[]
  seen: number
}

export type Row = State & { triage: Triage }

export interface Listed {
  incidents: Row[]
  next: string | null
  total: number
  open: number
}

export interface Overview {
  ids: string[]
  first: (number | null)[]
  days: number[]
  lat: (number | null)[]
  lon: (number | null)[]
  radius: (number | null)[]
  tactic: number[]
  country: (number | null)[]
  place: (number | null)[]
  killed: (number | null)[]
  reports: number[]
  findings: number[]
  open: number[]
  tactics: string[]
  countries: string[]
  places: string[]
}

export interface About {
  version: string
  rules: string
  ledger: string
  demo: boolean
  reports: number
  incidents: number
  open: number
}

export interface PlaceFound {
  place: Place
  population: number
}

export interface Told {
  local: string
  telling: string
  incident: string | null
  accepted: boolean | null
}

export interface ReportShown {
  key: string
  coded: Coded
  read: Coded
  told: Told[]
  reviews: Review[]
  seen: number
}

export type Vocabulary = Record<string, { word: string; meaning: string }[]>
