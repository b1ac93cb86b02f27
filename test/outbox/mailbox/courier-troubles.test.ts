import { describe, expect, it } from 'vitest'
import { ANN, BEN, MINUTE, openMailbox } from './courier-mailbox.ts'

describe('what keeps a courier from its work', () => {
  const FULL = { code: 'disk-full', text: 'The disk under /erp/in is full.' }
  const told = (test: ReturnType<typeof openMailbox>['test']) =>
    test.alerts.map(({ kind, of, cause, route }) => [of ?? kind, cause, route, kind === 'resolved'])

  it('is told once, and that it is over', async () => {
    const { test, beat } = openMailbox()
    for (let turn = 0; turn < 5; turn++) {
      beat(ANN, { issues: [FULL] })
      await test.pass(15_000)
    }
    expect(told(test)).toEqual([['courier', 'disk-full', 'box', false]])
    expect(test.alerts[0]?.text).toContain('The disk under /erp/in is full.')
    for (let turn = 0; turn < 20; turn++) {
      beat(ANN)
      await test.pass(15_000)
    }
    expect(told(test).slice(1)).toEqual([['courier', 'disk-full', 'box', true]])
  })

  it('is told although the object stopped in between', async () => {
    const { test, beat } = openMailbox()
    beat(ANN, { issues: [FULL] })
    test.reopen()
    await test.pass(1_000)
    expect(told(test)).toEqual([['courier', 'disk-full', 'box', false]])
  })

  it('is a second courier that keeps asking, until it stops', async () => {
    const { test, beat } = openMailbox()
    for (let turn = 0; turn < 10; turn++) {
      beat(ANN)
      beat(BEN)
      await test.pass(15_000)
    }
    expect(told(test)).toEqual([['courier', 'second-courier', 'box', false]])
    expect(test.alerts[0]?.text).toContain(
      'courier-ben asks for this mailbox too, while the courier on courier-ann works',
    )
    for (let turn = 0; turn < 30; turn++) {
      beat(ANN)
      await test.pass(15_000)
    }
    expect(told(test).slice(1)).toEqual([['courier', 'second-courier', 'box', true]])
  })

  it('is no second courier that only begins anew with an empty state folder', async () => {
    const { test, beat } = openMailbox()
    beat(ANN)
    for (let turn = 0; turn < 20; turn++) {
      beat(BEN)
      await test.pass(15_000)
    }
    expect(told(test)).toEqual([])
    expect(test.outbox.routes()).toMatchObject([{ courier: { host: 'courier-ben', issues: [] } }])
  })

  it('is no second courier any more that has the mailbox alone', async () => {
    const { test, beat } = openMailbox()
    for (let turn = 0; turn < 10; turn++) {
      beat(ANN)
      beat(BEN)
      await test.pass(15_000)
    }
    beat(ANN)
    expect(test.outbox.routes()).toMatchObject([{ courier: { host: 'courier-ann', issues: ['second-courier'] } }])
    for (let turn = 0; turn < 6; turn++) {
      beat(BEN)
      await test.pass(15_000)
    }
    expect(test.outbox.routes()).toMatchObject([{ courier: { host: 'courier-ben', issues: [] } }])
  })
})

describe('a courier that is expected', () => {
  const kinds = (test: ReturnType<typeof openMailbox>['test']) => test.alerts.map(({ kind }) => kind)

  it('is told as silent, once, and that it is heard again', async () => {
    const { test, beat } = openMailbox()
    for (let turn = 0; turn < 120; turn++) {
      beat(ANN)
      await test.pass(15_000)
    }
    expect(kinds(test)).toEqual([])
    await test.pass(14 * MINUTE)
    expect(kinds(test)).toEqual([])
    await test.pass(MINUTE)
    expect(kinds(test)).toEqual(['courier'])
    expect(test.alerts[0]).toMatchObject({ cause: 'offline', route: 'box' })
    expect(test.alerts[0]?.text).toMatch(/is offline: nothing from courier-ann since \w+ \d+ \w+ at \d\d:\d\d\./)
    await test.pass(300 * MINUTE)
    expect(test.outbox.routes()).toMatchObject([{ courier: { host: 'courier-ann', offline: true } }])
    beat(ANN)
    await test.pass(2 * MINUTE)
    expect(kinds(test)).toEqual(['courier', 'resolved'])
    await test.pass(15 * MINUTE)
    expect(kinds(test)).toEqual(['courier', 'resolved', 'courier'])
  })

  it('is told as silent though it was never heard of', async () => {
    const { test } = openMailbox()
    await test.pass(14 * MINUTE)
    expect(kinds(test)).toEqual([])
    await test.pass(2 * MINUTE)
    expect(kinds(test)).toEqual(['courier'])
  })

  it('is told as silent by an object that the alarm has to wake', async () => {
    const { test, beat } = openMailbox()
    beat(ANN)
    await test.pass(10 * MINUTE)
    test.reopen()
    await test.pass(6 * MINUTE)
    expect(kinds(test)).toEqual(['courier'])
  })

  it('gets a minute to call when it was the gateway that could not be reached', async () => {
    const { test, beat } = openMailbox()
    beat(ANN)
    test.clock.set(test.clock.now() + 120 * MINUTE)
    test.reopen()
    await test.pass(30_000)
    expect(kinds(test)).toEqual([])
    await test.pass(MINUTE)
    expect(kinds(test)).toEqual(['courier'])
  })

  it('is expected only where the route says so', async () => {
    const { test, beat } = openMailbox({ transport: { kind: 'mailbox', token: 'MAILBOX_TOKEN' } })
    beat(ANN)
    await test.pass(600 * MINUTE)
    expect(kinds(test)).toEqual([])
  })
})
