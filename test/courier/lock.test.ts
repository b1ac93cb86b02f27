import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFolder } from '../../src/courier/folder.ts'
import { takeLock } from '../../src/courier/lock.ts'
import { temporaryFolder } from '../fakes/temporary-folder.ts'

const at = temporaryFolder()

describe('the lock', () => {
  const locked = () => {
    mkdirSync(at('lock'), { recursive: true })
    const folder = openFolder(at('lock'))
    const lock = takeLock(folder)
    folder.close()
    return lock
  }

  it('of a process that was killed holds up nobody', async () => {
    mkdirSync(at('lock'))
    const code = `
      import { openFolder } from ${JSON.stringify(path.resolve('src/courier/folder.ts'))}
      import { takeLock } from ${JSON.stringify(path.resolve('src/courier/lock.ts'))}
      console.log(takeLock(openFolder(${JSON.stringify(at('lock'))})) !== null)
      setInterval(() => {}, 1_000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout, 'data')
    expect(String(said)).toBe('true\n')
    expect(locked()).toBeNull()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(locked()).not.toBeNull()
  })

  it.runIf(process.platform === 'linux')('of a process whose number another one has by now holds up nobody', () => {
    mkdirSync(at('lock'))
    writeFileSync(at('lock/lock'), `${process.pid} another-boot/77 id ${hostname()}`)
    expect(locked()).not.toBeNull()
  })

  it('of another machine holds for as long as it is touched', () => {
    mkdirSync(at('lock'))
    writeFileSync(at('lock/lock'), '1 another-boot/77 id another-machine')
    expect(locked()).toBeNull()
    const old = new Date(Date.now() - 61_000)
    utimesSync(at('lock/lock'), old, old)
    expect(locked()).not.toBeNull()
  })

  it('that is just being written is held', () => {
    mkdirSync(at('lock'))
    writeFileSync(at('lock/lock'), '')
    expect(locked()).toBeNull()
  })

  it('that the disk gives no word of is not taken for somebody else’s', () => {
    mkdirSync(at('lock'))
    let isAway = false
    const share = openFolder(at('lock'))
    const away = (): never => {
      throw Object.assign(new Error('EHOSTDOWN'), { code: 'EHOSTDOWN' })
    }
    const lock = takeLock({ ...share, look: (name) => (isAway ? away() : share.look(name)) })
    isAway = true
    expect(() => lock?.keep()).toThrow('EHOSTDOWN')
    isAway = false
    expect(lock?.keep()).toBe(true)
  })

  it('of a dead courier goes to the first of two that find it together, and stays with the first', () => {
    mkdirSync(at('lock'))
    writeFileSync(at('lock/lock'), '1 another-boot/77 id another-machine')
    const old = new Date(Date.now() - 61_000)
    utimesSync(at('lock/lock'), old, old)
    const share = openFolder(at('lock'))
    const locks: ReturnType<typeof takeLock>[] = []
    const slow = takeLock({
      ...share,
      take(from, name, to) {
        if (locks.length === 0) locks.push(takeLock(share))
        share.take(from, name, to)
      },
    })
    expect(slow).toBeNull()
    expect(locks[0]?.keep()).toBe(true)
    expect(share.list()).toEqual(['lock'])
    share.close()
  })

  it('that somebody else has taken is noticed, and left alone', () => {
    mkdirSync(at('lock'))
    const folder = openFolder(at('lock'))
    const lock = takeLock(folder)
    expect(lock?.keep()).toBe(true)
    writeFileSync(at('lock/lock'), 'of somebody else')
    expect(lock?.keep()).toBe(false)
    lock?.leave()
    expect(readFileSync(at('lock/lock'), 'utf8')).toBe('of somebody else')
    folder.close()
  })
})
