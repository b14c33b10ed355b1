// What the tests share: a demo of the program, and a browser.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

const program = process.env.RECOUNT
const chrome = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

export const missing = !program ? 'RECOUNT names no program' : !chrome ? 'no chromium; `cargo x setup` installs it' : false

/** Starts the program and waits for its address. */
export function start(args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((done, failed) => {
    child.stdout.on('data', (text) => {
      const url = /http:\/\/\S+\//.exec(String(text))?.[0]
      if (url) done({ base: url.slice(0, -1), child, stop: () => stop(child) })
    })
    child.on('exit', (code) => failed(new Error(`the program ended with ${code}`)))
  })
}

export const demo = () => start(['demo', '--no-browser', '--port', '0'])

function stop(child, signal = 'SIGTERM') {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    child.removeAllListeners('exit')
    child.on('exit', done)
    child.kill(signal)
  })
}
export const kill = (child) => stop(child, 'SIGKILL')

export const open = () =>
  chromium.launch({ executablePath: chrome, args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] })

/** A page that remembers what went wrong in it. */
export async function page(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  const page = await context.newPage()
  const wrong = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => {
    // A refused request is what some tests are about; the page says so itself.
    if (message.type() === 'error' && !/Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE/.test(message.text())) wrong.push(message.text())
  })
  page.on('dialog', (dialog) => {
    wrong.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.setDefaultTimeout(15_000)
  return { page, wrong, context }
}

/** Asks the API as our own pages do. */
export async function api(base, path, body) {
  const options = body ? { method: 'POST', headers: { 'content-type': 'application/json', origin: base }, body: JSON.stringify(body) } : {}
  const response = await fetch(`${base}/api/v1/${path}`, options)
  return { status: response.status, body: await response.json() }
}

/** The first incident at a place. */
export async function incidentAt(base, place) {
  const { body } = await api(base, 'incidents?limit=500')
  return body.incidents.find((incident) => incident.place === place)
}
