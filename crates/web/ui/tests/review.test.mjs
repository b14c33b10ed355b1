// What a person does at the screen, done in a real browser.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { api, demo, incidentAt, kill, missing, open, page, start } from './browser.mjs'

let browser
const options = { skip: missing }
before(async () => {
  if (!missing) browser = await open()
})
after(() => browser?.close())

/** A demo and a page of its own for each test, so that none stands in another's way. */
async function fresh(run, settings) {
  const server = await demo()
  const { page: tab, wrong, context } = await page(browser, settings)
  try {
    await run({ ...server, tab, context })
    assert.deepEqual(wrong, [])
  } finally {
    await context.close()
    await server.stop()
  }
}

test('a first visit shows the filled overview; filters stand in the address', options, () =>
  fresh(async ({ base, tab }) => {
    const { total } = (await api(base, 'incidents?limit=1')).body
    assert.ok(total >= 20)
    await tab.goto(base)
    await tab.getByText(`of ${total} incidents`).waitFor()
    assert.equal(await tab.locator('tbody tr').count(), total)
    await tab.getByLabel('Country').selectOption('CO')
    assert.equal(await tab.locator('tbody tr').count(), 2)
    assert.match(tab.url(), /country=CO/)
    await tab.reload()
    await tab.locator('tbody tr').first().waitFor()
    assert.equal(await tab.locator('tbody tr').count(), 2)
    await tab.getByRole('button', { name: 'Clear' }).click()
    await tab.getByRole('button', { name: 'Clear' }).waitFor({ state: 'detached' })
    // The brush: half of the timeline is dragged over.
    const box = await tab.locator('svg[aria-label^="Toll and incidents"]').boundingBox()
    await tab.mouse.move(box.x + 10, box.y + 20)
    await tab.mouse.down()
    await tab.mouse.move(box.x + box.width / 2, box.y + 20, { steps: 5 })
    await tab.mouse.up()
    await tab.waitForURL(/from=2\d{3}-\d\d-\d\d&to=/)
    const n = await tab.locator('tbody tr').count()
    assert.ok(n > 0 && n < 23, `${n} rows after the brush`)
  }))

const STORY = `GAO, Mali, 6 May 2024 (Sahel Wire) - Nine people were killed on Monday in two attacks in northern Mali, the army said.

Gunmen attacked an army post in Gao and killed six soldiers. In Ansongo, a roadside bomb killed four soldiers.`

test('a pasted story shows its incidents and its finding before anything is saved', options, () =>
  fresh(async ({ base, tab }) => {
    await tab.goto(`${base}/inbox`)
    await tab.getByLabel('Story').fill(STORY)
    await tab.getByRole('button', { name: 'Read it' }).click()
    await tab.getByText('nothing is saved yet').waitFor()
    assert.equal(await tab.getByRole('group', { name: 'Incidents' }).getByRole('button').count(), 2)
    await tab.getByText('sum.differs-from-parts').waitFor()
    assert.equal((await api(base, 'about')).body.reports, 60)
    await tab.getByRole('button', { name: 'Save it' }).click()
    await tab.getByRole('heading', { name: 'Saved', exact: true }).waitFor()
    assert.equal((await api(base, 'about')).body.reports, 61)
    await tab.getByRole('link', { name: /Review incident/ }).first().click()
    await tab.getByRole('button', { name: /Accept/ }).waitFor()
  }))

test('files are dropped together; one that cannot be read is told, a copy is folded', options, () =>
  fresh(async ({ base, tab }) => {
    await tab.goto(`${base}/inbox`)
    const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
    await tab.locator('input[type=file]').setInputFiles([file('a.txt', STORY), file('b.txt', STORY), file('c.jsonl', '{"id": "x"}\n')])
    await tab.getByText('1 could not be read').waitFor()
    await tab.getByText('c.jsonl:1: field "text" is missing').waitFor()
    await tab.getByText('2 reports; nothing is saved yet').waitFor()
    assert.match(await tab.getByRole('combobox', { name: /^Report/ }).innerText(), /a copy/)
  }))

test('a corrected place moves the map, and stands with its author', options, () =>
  fresh(async ({ base, tab }) => {
    const { id } = await incidentAt(base, 'Kherson')
    await tab.goto(`${base}/workbench/${id}`)
    const map = tab.locator('.mini .map')
    await map.and(tab.locator('[data-center]')).waitFor()
    const before = await map.getAttribute('data-center')
    await tab.getByLabel('Your name, for decisions').fill('Ayşe')
    await tab.getByLabel('Your name, for decisions').blur()
    await tab.getByRole('button', { name: 'Edit Where' }).click()
    await tab.getByLabel('Place', { exact: true }).fill('Mykolaiv')
    await tab.getByRole('button', { name: 'Look up' }).click()
    await tab.getByRole('list', { name: 'Places found' }).getByRole('button', { name: /Ukraine/ }).first().click()
    await tab.getByRole('button', { name: 'Save and next' }).click()
    await tab.getByText('Saved.').waitFor()
    await tab.waitForFunction((old) => document.querySelector('.mini .map')?.dataset.center !== old, before)
    const now = await incidentAt(base, 'Mykolaiv')
    assert.ok(now, 'the incident of the ledger has the place that a person gave')
    const { body } = await api(base, `incidents/${now.id}`)
    assert.deepEqual(body.reviews.map(({ by, act, field }) => ({ by, act, field })), [{ by: 'Ayşe', act: 'correct', field: 'where' }])
    assert.ok(body.history.some((change) => change.by === 'Ayşe'))
  }))

test('ten incidents are reviewed with the keyboard alone', options, () =>
  fresh(async ({ base, tab }) => {
    await tab.goto(`${base}/queue`)
    await tab.locator('li.card').first().waitFor()
    await tab.keyboard.press('Enter')
    for (let i = 0; i < 10; i++) {
      await tab.getByRole('button', { name: /Accept/ }).waitFor()
      const url = tab.url()
      await tab.keyboard.press('j')
      await tab.keyboard.press('n')
      if (i === 3) {
        // One of them is corrected: the toll becomes 77.
        while ((await tab.locator('.item.on').getAttribute('data-item')) !== 'killed') await tab.keyboard.press('k')
        await tab.keyboard.press('e')
        await tab.keyboard.press('Control+A')
        await tab.keyboard.type('77')
        await tab.keyboard.press('Enter')
        await tab.locator('[data-item="killed"]').getByText('77').waitFor()
      }
      if (i === 5) {
        await tab.keyboard.press('x')
        await tab.getByText('Rejected; u undoes it.').waitFor()
      } else {
        await tab.keyboard.press('a')
        await tab.waitForFunction((old) => location.href !== old, url)
      }
    }
    const { body } = await api(base, 'quality')
    assert.ok(body.accepted >= 9 && body.rejected === 1, JSON.stringify(body))
    assert.equal(body.fields.find(({ field }) => field === 'killed').corrected, 1)
    const { body: all } = await api(base, 'incidents?limit=500')
    assert.ok(all.incidents.some(({ figures }) => figures.some(({ outcome, best }) => outcome === 'killed' && best === 77)))
  }))

test('what was rejected comes back with u', options, () =>
  fresh(async ({ base, tab }) => {
    const { id } = await incidentAt(base, 'Aleppo')
    await tab.goto(`${base}/workbench/${id}`)
    await tab.getByRole('button', { name: /Accept/ }).waitFor()
    await tab.keyboard.press('x')
    await tab.waitForURL((url) => !url.href.includes(id))
    await tab.getByRole('button', { name: /Accept/ }).waitFor()
    assert.equal(await incidentAt(base, 'Aleppo'), undefined)
    await tab.keyboard.press('u')
    await tab.waitForURL((url) => url.href.includes(id))
    assert.equal((await incidentAt(base, 'Aleppo')).id, id)
  }))

test('words that are selected give a value, and grow and shrink by a word', options, () =>
  fresh(async ({ base, tab }) => {
    const { id } = await incidentAt(base, 'Aleppo')
    await tab.goto(`${base}/workbench/${id}`)
    await tab.locator('[data-item="wounded"]').click()
    await tab.evaluate(() => {
      const piece = [...document.querySelectorAll('[data-part="text"] [data-start]')].find((it) => it.textContent.includes('five'))
      const at = piece.firstChild.textContent.indexOf('five')
      getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + 4)
    })
    await tab.keyboard.press('s')
    await tab.getByText('Words: “five”').waitFor()
    assert.equal(await tab.getByLabel('Number').inputValue(), '5')
    await tab.locator('[data-item="wounded"] .label').click()
    await tab.locator('.item.on').focus()
    await tab.keyboard.press(']')
    await tab.getByText(/Words: “five \S+”/).waitFor()
    await tab.keyboard.press('[')
    await tab.getByText('Words: “five”').waitFor()
  }))

test('of two windows on one incident the second is told, and nothing is lost', options, () =>
  fresh(async ({ base, tab, context }) => {
    const { id } = await incidentAt(base, 'Aleppo')
    const other = await context.newPage()
    await tab.goto(`${base}/workbench/${id}`)
    await other.goto(`${base}/workbench/${id}`)
    await other.getByRole('button', { name: 'Edit Wounded' }).click()
    await other.getByLabel('Number').fill('8')
    await tab.getByRole('button', { name: 'Edit Killed' }).click()
    await tab.getByLabel('Number').fill('3')
    await tab.getByRole('button', { name: 'Save and next' }).click()
    await tab.getByText('Saved.').waitFor()
    await other.getByRole('alert').getByText(/has changed this incident meanwhile/).waitFor()
    assert.equal(await other.getByLabel('Number').inputValue(), '8')
    await other.getByRole('button', { name: 'Save and next' }).click()
    await other.getByRole('alert').getByText(/was faster/).waitFor()
    assert.equal(await other.getByLabel('Number').inputValue(), '8')
    await other.getByRole('button', { name: 'Save and next' }).click()
    await other.getByText('Saved.').waitFor()
    const { body } = await api(base, `incidents/${id}`)
    const figure = (name) => body.incident.figures.find(({ outcome }) => outcome === name).best
    assert.deepEqual([figure('killed'), figure('wounded')], [3, 8])
  }))

test('a reload in mid-edit loses nothing', options, () =>
  fresh(async ({ base, tab }) => {
    const { id } = await incidentAt(base, 'Aleppo')
    await tab.goto(`${base}/workbench/${id}`)
    await tab.getByRole('button', { name: 'Edit Killed' }).click()
    await tab.getByLabel('Number').fill('12')
    await tab.reload()
    await tab.getByText('What you had begun to enter is here again.').waitFor()
    assert.equal(await tab.getByLabel('Number').inputValue(), '12')
  }))

test('a server that is killed during a save and started again has it once', options, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'recount-'))
  const { page: tab, context } = await page(browser)
  let server
  try {
    const ledger = join(folder, 'a.db')
    server = await start(['serve', '--ledger', ledger, '--port', '0'])
    const { base } = server
    const story = { content: STORY, source: 'Sahel Wire' }
    const { body: kept } = await api(base, 'reports', { stories: [story] })
    await tab.goto(`${base}/workbench/${kept.incidents[0]}`)
    await tab.getByRole('button', { name: 'Edit Killed' }).click()
    await tab.getByLabel('Number').fill('15')
    await kill(server.child)
    await tab.getByRole('button', { name: 'Save and next' }).click()
    await tab.getByText('this is saved as soon as it does').waitFor()
    server = await start(['serve', '--ledger', ledger, '--port', new URL(base).port])
    await tab.getByText('Saved.').waitFor()
    const { body } = await api(base, `incidents/${kept.incidents[0]}`)
    assert.equal(body.reviews.length, 1)
    assert.equal(body.incident.figures.find(({ outcome }) => outcome === 'killed').best, 15)
  } finally {
    await context.close()
    await server?.stop()
    await rm(folder, { recursive: true })
  }
})

test('markup and event handlers in a story stay words', options, () =>
  fresh(async ({ base, tab }) => {
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>'
    const content = `KIDAL, Mali, 6 May 2024 (Agency) - Gunmen killed five guards in Kidal, Mali, on Monday.\n\n${evil} said the governor. "><iframe src=javascript:alert(4)>`
    const { body: kept } = await api(base, 'reports', { stories: [{ content, title: `Five killed ${evil}`, source: evil, url: `https://x.example/?q=${evil}` }] })
    const [id] = kept.incidents
    await api(base, 'decisions', { act: 'correct', telling: id, field: 'where', value: { name: evil, as_written: evil, country: 'ML', admin1: evil, admin2: null, district: null, lat: 18.4, lon: 1.4, radius_km: 5, kind: 'settlement', relation: 'in', gazetteer_id: null, evidence: [] }, by: evil, why: evil })
    for (const path of ['/overview', '/queue', `/workbench/${id}`, `/incident/${id}`, '/reports', `/report/${encodeURIComponent(kept.reports[0])}`, '/search?q=onerror', '/quality']) {
      await tab.goto(base + path)
      await tab.locator('h1').first().waitFor()
      await tab.waitForTimeout(300)
      assert.equal(await tab.locator('main img, main script, main iframe, main svg[onload]').count(), 0, path)
    }
    await tab.goto(`${base}/workbench/${id}`)
    await tab.getByText(evil, { exact: false }).first().waitFor()
    const raw = await fetch(`${base}/api/v1/report?key=${encodeURIComponent(kept.reports[0])}`)
    assert.match(raw.headers.get('content-type'), /^application\/json/)
    assert.match(raw.headers.get('content-security-policy'), /default-src 'none'; script-src 'self'/)
  }))

test('Arabic and emoji before the evidence shift nothing', options, () =>
  fresh(async ({ base, tab }) => {
    const content = '💥😢 انفجار في حلب — ALEPPO, Syria, 6 May 2024 (Radio) - "🕊️ سلام" A bomb killed three people in Aleppo on Monday, the civil defence said.'
    const { body: kept } = await api(base, 'reports', { stories: [{ content }] })
    await tab.goto(`${base}/workbench/${kept.incidents[0]}`)
    await tab.locator('[data-item="killed"]').click()
    assert.match(await tab.locator('mark.on').first().innerText(), /^three/)
    await tab.locator('mark', { hasText: 'Aleppo' }).last().click()
    assert.equal(await tab.locator('.item.on').getAttribute('data-item'), 'where')
    const arabic = 'انفجرت قنبلة في سوق مدينة حلب السورية يوم الاثنين. قال شهود إن ثلاثة أشخاص قتلوا.'
    const { body: other } = await api(base, 'reports', { stories: [{ content: arabic }] })
    await tab.goto(`${base}/report/${encodeURIComponent(other.reports[0])}`)
    assert.equal(await tab.locator('[data-part="text"]').getAttribute('dir'), 'rtl')
  }))

test('a split and a merge are shown before they are done', options, () =>
  fresh(async ({ base, tab }) => {
    const syrian = async () => (await api(base, 'incidents?country=SY')).body
    const { incidents, total } = await syrian()
    const { id } = incidents.find(({ tactic, place }) => tactic === 'air_strike' && place === 'Al Hasakah')
    await tab.goto(`${base}/incident/${id}`)
    await tab.getByLabel('Take Radio Meridian out').check()
    await tab.getByText('After the split there would be').waitFor()
    await tab.getByRole('button', { name: 'Split', exact: true }).click()
    await tab.getByText('Split.').waitFor()
    assert.equal((await syrian()).total, total + 1)
    await tab.goto(`${base}/incident/${id}`)
    await tab.getByRole('heading', { level: 1 }).waitFor()
    await tab.keyboard.press('m')
    await tab.getByRole('region', { name: 'Merge' }).getByRole('button', { name: /Hasakah/ }).first().click()
    await tab.getByText('Together they would be').waitFor()
    await tab.getByRole('region', { name: 'Merge' }).getByRole('button', { name: 'Merge', exact: true }).click()
    await tab.getByText('Merged.').waitFor()
    assert.equal((await syrian()).total, total)
  }))
