// Each screen, light and dark: no serious violation of WCAG, nothing beside the edge of a narrow screen. With SHOTS=folder
// the pictures of docs/screens are taken anew.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { api, demo, incidentAt, missing, open, page } from './browser.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const options = { skip: missing }
let browser
let server
let screens
before(async () => {
  if (missing) return
  browser = await open()
  server = await demo()
  const { base } = server
  const { id } = await incidentAt(base, 'Tibu')
  const mali = await incidentAt(base, 'Douentza')
  const { body } = await api(base, `incidents/${mali.id}`)
  // Something is reviewed, so that the screens show it.
  for (const place of ['Kherson', 'Poonch', 'Tumaco']) {
    const { members } = await incidentAt(base, place)
    await api(base, 'decisions', { act: 'accept', tellings: members.map(({ telling }) => telling), by: 'Ayşe' })
  }
  screens = [
    ['overview', '/overview'], ['queue', '/queue'], ['workbench', `/workbench/${id}`], ['incident', `/incident/${mali.id}`], ['inbox', '/inbox'],
    ['search', '/search?q=market+bomb'], ['reports', '/reports'], ['report', `/report/${encodeURIComponent(body.incident.members[0].report)}`],
    ['quality', '/quality'], ['export', '/export'],
  ]
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

async function settled(tab, name) {
  await tab.locator('h1').first().waitFor()
  await tab.waitForLoadState('networkidle').catch(() => {})
  if (name === 'inbox') {
    await tab.getByLabel('Story').fill('GAO, Mali, 6 May 2024 (Sahel Wire) - Nine people were killed on Monday in two attacks in northern Mali, the army said.\n\nGunmen attacked an army post in Gao and killed six soldiers. In Ansongo, a roadside bomb killed four soldiers.')
    await tab.getByRole('button', { name: 'Read it' }).click()
    await tab.getByText('nothing is saved yet').waitFor()
  }
  if (await tab.locator('.map').count()) await tab.locator('.map canvas').first().waitFor()
  await tab.waitForTimeout(process.env.SHOTS && (await tab.locator('.map').count()) ? 6000 : 400)
}

for (const scheme of ['light', 'dark']) {
  test(`no screen has a serious violation, ${scheme}`, options, async () => {
    const { page: tab, wrong, context } = await page(browser, { colorScheme: scheme, bypassCSP: true })
    for (const [name, path] of screens) {
      await tab.goto(server.base + path)
      await settled(tab, name)
      if (process.env.SHOTS) await tab.screenshot({ path: join(process.env.SHOTS, `${name}-${scheme}.png`) })
      await tab.evaluate(axe)
      const { violations } = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      assert.deepEqual(serious.map(({ id, nodes }) => `${name}: ${id} ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`), [])
    }
    assert.deepEqual(wrong, [])
    await context.close()
  })
}

test('a narrow screen, and one at 200 per cent, show everything', options, async () => {
  for (const viewport of [{ width: 390, height: 800 }, { width: 720, height: 450 }]) {
    const { page: tab, context } = await page(browser, { viewport })
    for (const [name, path] of screens) {
      await tab.goto(server.base + path)
      await settled(tab, name)
      const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      assert.ok(over <= 1, `${name} at ${viewport.width}: ${over} pixels beside the edge`)
      if (process.env.SHOTS && viewport.width === 390 && name === 'workbench') await tab.screenshot({ path: join(process.env.SHOTS, 'workbench-narrow.png') })
    }
    await context.close()
  }
})

test('the keys are shown with a question mark, and the focus is seen', options, async () => {
  const { page: tab, context } = await page(browser)
  await tab.goto(`${server.base}/queue`)
  await tab.locator('li.card').first().waitFor()
  await tab.keyboard.press('?')
  await tab.getByRole('dialog').getByText('accept the incident').waitFor()
  await tab.keyboard.press('Escape')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Tab')
  const outline = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle)
  assert.equal(outline, 'solid')
  await tab.keyboard.press('Control+k')
  await tab.waitForURL(/search/)
  await context.close()
})
