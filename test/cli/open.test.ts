import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOpen } from '../../src/cli/open.ts'
import { examplesIn } from '../fakes/help-examples.ts'
import { printedLines } from '../fakes/printed-lines.ts'
import { type ServedOutbox, serveOutbox } from '../fakes/served-outbox.ts'

let gateway: ServedOutbox
const { printed, complained } = printedLines()
let opened: string[] = []
let hasBrowser = true
const open = createOpen(async (address) => {
  opened.push(address)
  return hasBrowser
})

beforeEach(async () => {
  ;[opened, hasBrowser] = [[], true]
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  gateway = await serveOutbox()
  gateway.box.accept({ orderId: 'id 1/2', orderNumber: 'PO-1001' })
})
afterEach(() => {
  gateway.close()
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

describe('orderbridge open', () => {
  it.each(examplesIn(open.help).map((words) => ({ words })))(
    'runs the example of its help: $words',
    async ({ words }) => {
      expect(await open.run([...words, '--url', gateway.url])).toBe(0)
      expect(printed[0]).toContain(`${gateway.url}/console`)
      expect(opened).toEqual(words.includes('--print') ? [] : printed)
    },
  )

  it('opens the page of an order, and nothing for an order that is not there', async () => {
    await open.run(['PO-1001', '--url', gateway.url])
    expect(opened).toEqual([`${gateway.url}/console/orders/fresco/id%201%2F2`])
    expect(await open.run(['PO-9', '--url', gateway.url])).toBe(1)
    expect(opened).toHaveLength(1)
    expect(complained[0]).toContain("There is no order 'PO-9'.")
  })

  it('gives the address where there is no browser, and ends with 1', async () => {
    hasBrowser = false
    expect(await open.run(['--url', gateway.url])).toBe(1)
    expect(printed).toEqual([`${gateway.url}/console`])
    expect(complained[0]).toContain('No browser could be started')
  })

  it('opens web addresses only', async () => {
    await expect(open.run(['--url', 'file:///etc/passwd'])).rejects.toThrow('--url must be a whole address')
    expect(opened).toEqual([])
  })
})
