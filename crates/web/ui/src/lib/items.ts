import type { Coded, Incident, Shown } from './types'
import { days, figure, OUTCOMES, plain, where } from './words'

export type Editor = 'pick' | 'days' | 'place' | 'count' | 'casualties' | 'parties' | 'responsibility' | null

/** A line of the incident form. */
export interface Item {
  id: string
  label: string
  kind: string
  value: string
  editor: Editor
  /** Why somebody should look at it; empty where nobody need. */
  open: string
}

const TOTALS = ['killed', 'wounded', 'abducted', 'missing', 'harmed', 'initiators_killed', 'initiators_wounded', 'initiators_arrested'] as const
export type Total = (typeof TOTALS)[number]
export const isTotal = (id: string): id is Total => (TOTALS as readonly string[]).includes(id)

export function itemsOf(shown: Shown, coded: Coded, incident: Incident): Item[] {
  const others = (field: Total) => {
    const values = shown.reports.map((report, i) => told(report, shown.incident.members[i].local)?.totals[field]).filter((total) => total)
    return new Set(values.map((total) => figure(total))).size > 1 ? 'reports differ' : ''
  }
  const place = incident.where
  const items: Item[] = [
    { id: 'tactic', label: 'What', kind: 'tactic', value: plain(incident.tactic), editor: 'pick', open: '' },
    { id: 'when', label: 'When', kind: 'when', value: days(incident.when && [incident.when.first, incident.when.last]), editor: 'days',
      open: !incident.when ? 'no day' : incident.when.assumed ? 'day assumed' : '' },
    { id: 'where', label: 'Where', kind: 'where', value: place ? where(place.district ? `${place.district}, ${place.name}` : place.name, place.country) : 'place unknown', editor: 'place', open: place?.lat == null ? 'not on the map' : '' },
    { id: 'stage', label: 'How far', kind: 'tactic', value: plain(incident.stage), editor: 'pick', open: '' },
    { id: 'certainty', label: 'How sure', kind: 'tactic', value: plain(incident.certainty), editor: 'pick', open: incident.certainty === 'stated' ? '' : plain(incident.certainty) },
    { id: 'parties', label: 'Who', kind: 'party', value: incident.parties.map((party) => party.organisation ?? party.name).join(', ') || 'nobody named', editor: 'parties', open: '' },
  ]
  for (const field of TOTALS) {
    const total = incident.totals[field]
    if (total || field === 'killed' || field === 'wounded') {
      items.push({ id: field, label: capital(OUTCOMES[field]), kind: kindOfTotal(field), value: figure(total), editor: 'count', open: others(field) })
    }
  }
  items.push({ id: 'casualties', label: 'Casualties', kind: 'killed', value: `${incident.casualties.length} figures`, editor: 'casualties', open: mismatch(incident) })
  const { status, party, by } = incident.responsibility
  const responsible = [plain(status), party, by && `says ${by}`].filter(Boolean).join(' · ')
  items.push({ id: 'responsibility', label: 'Responsibility', kind: 'responsibility', value: responsible, editor: 'responsibility', open: status === 'denied' ? 'denied' : '' })
  const list = (id: string, label: string, kind: string, values: string[]) =>
    values.forEach((value, i) => items.push({ id: `${id}.${i}`, label: i ? '' : label, kind, value, editor: null, open: '' }))
  list('objects', 'Hit', 'thing', incident.objects.map((it) => `${it.name} (${plain(it.kind)}${it.effects.length ? `, ${it.effects.map(plain).join(', ')}` : ''})`))
  list('weapons', 'With', 'thing', incident.weapons.map((it) => `${it.name} (${plain(it.kind)})`))
  list('responses', 'Answer', 'party', incident.responses.map((it) => `${it.party}: ${it.action}`))
  coded.statements.forEach((it, i) => {
    if (it.about.includes(incident.id)) items.push({ id: `statements.${i}`, label: 'Statement', kind: 'statement', value: `${it.speaker} · ${plain(it.act)}${it.count ? ` · ${figure(it.count)}` : ''}`, editor: null, open: '' })
  })
  coded.findings.forEach((it, i) => items.push({ id: `findings.${i}`, label: 'Finding', kind: 'finding', value: it.message, editor: null, open: 'look at it' }))
  return items
}

export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
const kindOfTotal = (field: Total) => (field.includes('killed') ? 'killed' : field.includes('wounded') || field === 'harmed' ? 'wounded' : 'taken')
export const told = (coded: Coded, local: string) => coded.incidents.find((it) => it.id === local)

/** The sum of the figures that are part of no other, beside the one that is stated as the whole. */
export function sums(rows: Incident['casualties']) {
  const found: { outcome: string; side: string; parts: number; stated: number | null }[] = []
  for (const row of rows) {
    if (row.status !== 'adopted') continue
    const side = row.side === 'initiator' ? 'initiator' : 'victim'
    let sum = found.find((it) => it.outcome === row.outcome && it.side === side)
    if (!sum) found.push((sum = { outcome: row.outcome, side, parts: 0, stated: null }))
    if (row.total) sum.stated = Math.max(sum.stated ?? 0, row.count.best)
    else if (row.part_of === null || rows[row.part_of]?.total) sum.parts += row.count.best
  }
  return found
}

export function mismatch(incident: Incident): string {
  const wrong = sums(incident.casualties).find((it) => it.stated !== null && it.parts > 0 && it.parts > it.stated)
  return wrong ? `parts ${wrong.parts}, whole ${wrong.stated}` : ''
}
