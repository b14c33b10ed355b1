import type { Coded, Evidence, Incident } from './types'

/** Words of the story that give a value: which item of the form, and the colour. */
export interface Mark {
  start: number
  end: number
  part: 'text' | 'title'
  item: string
  kind: string
  rule: string
}

export interface Piece {
  start: number
  text: string
  marks: Mark[]
}

/** Every value of an incident with the words behind it. */
export function marksOf(coded: Coded, incident: Incident): Mark[] {
  const marks: Mark[] = []
  const add = (item: string, kind: string, evidence: Evidence[] | undefined) => {
    for (const it of evidence ?? []) {
      if ('start' in it) marks.push({ start: it.start, end: it.end, part: it.in ?? 'text', item, kind, rule: it.rule })
    }
  }
  add('tactic', 'tactic', incident.evidence.tactic)
  add('stage', 'tactic', incident.evidence.stage)
  add('when', 'when', incident.when?.evidence)
  add('where', 'where', incident.where?.evidence)
  incident.parties.forEach((party, i) => add(`parties.${i}`, 'party', party.evidence))
  incident.casualties.forEach((row, i) => add(`casualties.${i}`, kindOf(row.outcome), row.evidence))
  for (const [outcome, total] of Object.entries(incident.totals)) if (total) add(outcome, kindOf(outcome), total.evidence)
  add('responsibility', 'responsibility', incident.responsibility.evidence)
  incident.objects.forEach((it, i) => add(`objects.${i}`, 'thing', it.evidence))
  incident.weapons.forEach((it, i) => add(`weapons.${i}`, 'thing', it.evidence))
  incident.responses.forEach((it, i) => add(`responses.${i}`, 'party', it.evidence))
  coded.statements.forEach((it, i) => {
    if (it.about.includes(incident.id)) add(`statements.${i}`, 'statement', it.evidence)
  })
  coded.findings.forEach((it, i) => add(`findings.${i}`, 'finding', it.evidence))
  return marks
}

export function kindOf(outcome: string): string {
  if (outcome.includes('killed')) return 'killed'
  if (outcome.includes('wounded') || outcome === 'harmed') return 'wounded'
  return 'taken'
}

/** The text cut where a mark begins or ends; offsets are code points. */
export function pieces(text: string, marks: Mark[]): Piece[] {
  const letters = Array.from(text)
  const cuts = new Set([0, letters.length])
  for (const mark of marks) {
    cuts.add(Math.min(mark.start, letters.length))
    cuts.add(Math.min(mark.end, letters.length))
  }
  const sorted = [...cuts].sort((one, two) => one - two)
  const found: Piece[] = []
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [start, end] = [sorted[i], sorted[i + 1]]
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end)
    found.push({ start, text: letters.slice(start, end).join(''), marks: over })
  }
  return found
}

/** Whether a script that runs from right to left prevails. */
export const direction = (text: string): 'rtl' | 'ltr' => {
  const rtl = text.match(/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g)?.length ?? 0
  const ltr = text.match(/[A-Za-z\u00c0-\u024f]/g)?.length ?? 0
  return rtl > ltr ? 'rtl' : 'ltr'
}

/** Where the selection lies in a story: part and code points. */
export function selected(root: Element): { part: 'text' | 'title'; start: number; end: number; words: string } | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const from = offset(range.startContainer, range.startOffset, root)
  const to = offset(range.endContainer, range.endOffset, root)
  if (!from || !to || from.part !== to.part || from.at >= to.at) return null
  return { part: from.part, start: from.at, end: to.at, words: selection.toString() }
}

function offset(node: Node, at: number, root: Element): { part: 'text' | 'title'; at: number } | null {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : (node as Element)
  const piece = element?.closest<HTMLElement>('[data-start]')
  if (!piece || !root.contains(piece)) return null
  const before = document.createRange()
  before.selectNodeContents(piece)
  before.setEnd(node, at)
  const part = piece.closest('[data-part]')?.getAttribute('data-part') === 'title' ? 'title' : 'text'
  return { part, at: Number(piece.dataset.start) + Array.from(before.toString()).length }
}
