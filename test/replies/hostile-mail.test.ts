import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readIncomingMail } from '../../src/replies/read-bounce.ts'
import { utf8 } from '../../src/text/utf8.ts'
import { costOf } from '../fakes/cost.ts'
import { startCpuTime } from '../fakes/cpu-time.ts'
import { POSTFIX } from './postfix-bounce.ts'

const read = (text: string) => readIncomingMail(utf8(text.replace(/\n/g, '\r\n')))

/** More than a megabyte, because anyone may send such a mail. */
describe('a mail that was made to hold us up', () => {
  const status = (fields: string): string =>
    `Content-Type: multipart/report; boundary="x"\n\n--x\nContent-Type: message/delivery-status\n\n${fields}\n--x--\n`

  it.each<[string, string]>([
    ['an address of at signs', status(`\n\nFinal-Recipient: rfc822;${'@'.repeat(1_000_000)} x\nAction: failed`)],
    ['recipients without end', status('\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n'.repeat(30_000))],
    ['a line folded without end', status(`\n\nFinal-Recipient: rfc822;${'\n '.repeat(500_000)}a@b.example`)],
    ['empty lines without end', status(`\n\n${'\n '.repeat(500_000)}\nAction: failed`)],
    ['parts without end', `Content-Type: multipart/mixed; boundary=x\n\n${'--x\n\ny\n'.repeat(300_000)}--x--`],
    [
      'parts in parts without end',
      Array.from({ length: 20_000 }, (_, at) => `Content-Type: multipart/mixed; boundary=x${at}\n\n--x${at}\n`).join(
        '',
      ),
    ],
    [
      'lines in parts in parts',
      Array.from({ length: 200 }, (_, at) => `Content-Type: multipart/mixed; boundary=x${at}\n\n--x${at}\n`).join('') +
        '\ny'.repeat(1_000_000),
    ],
    ['headers without end', `${'X-A: b\n'.repeat(500_000)}\nHello.`],
    ['HTML of line breaks', `Content-Type: text/html\n\n${'\n'.repeat(1_000_000)}x`],
    ['a delimiter of nothing', `Content-Type: multipart/mixed; boundary=""\n\n${'--\n'.repeat(500_000)}`],
  ])('is read as quickly as any: %s', (_, text) => {
    const bytes = utf8(text.replace(/\n/g, '\r\n'))
    const cpuTime = startCpuTime()
    readIncomingMail(bytes)
    expect(cpuTime()).toBeLessThan(1_500)
  })

  it('costs little time and memory, though its parts hold parts that hold parts', () => {
    const { seconds, megabytes } = costOf({
      prepare: `
        import { readIncomingMail } from './src/replies/read-bounce.ts'
        const PARTS = [36, 36, 36, 30]
        const level = (depth) => depth === PARTS.length ? '\\n' :
          'Content-Type:multipart/a;boundary=' + depth + '\\n\\n' + ('--' + depth + '\\n' + level(depth + 1)).repeat(PARTS[depth])
        const mail = new TextEncoder().encode(level(0)).subarray(0, 5_000_000)`,
      work: 'readIncomingMail(mail)',
    })
    expect(seconds).toBeLessThan(1)
    expect(megabytes).toBeLessThan(100)
  })

  it('is read up to its two-hundredth part, at all levels together', () => {
    const STATUS = 'Content-Type: message/delivery-status\n\n\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\n'
    const mixed = (boundary: string, parts: readonly string[]): string =>
      `Content-Type: multipart/mixed; boundary=${boundary}\n\n${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`
    const filling = (parts: number) => Array<string>(parts).fill('\nHello.')
    const report = (before: number) =>
      mixed('x', [mixed('y', filling(98)), mixed('z', [...filling(before - 100), STATUS])])
    expect(read(report(199))).toMatchObject({ recipients: [{ address: 'a@b.example' }] })
    expect(read(report(200))).toBe('person')
  })

  it('has no boundary of more than seventy characters', () => {
    const report = (length: number) => POSTFIX.replaceAll('4BZc5.1/mx.fresco.example', 'b'.repeat(length))
    expect(read(report(70))).toEqual(read(POSTFIX))
    for (const length of [71, 33_000, 300_000]) expect(read(report(length))).toBe('auto')
  })

  it('never ends the reading, whatever it holds', () => {
    const word = fc.constantFrom(
      ...['Content-Type: multipart/report; boundary=x', 'Content-Type: message/delivery-status', '\n', '\n\n', '--x'],
      ...[
        '--x--',
        'Action: failed',
        'Final-Recipient: rfc822;a@b',
        'Content-Type: message/rfc822',
        ';',
        '=',
        '"',
        ':',
        ' ',
      ],
      ...['Content-Transfer-Encoding: base64', 'Content-Transfer-Encoding: quoted-printable', '=A', '\u00e9'],
    )
    fc.assert(fc.property(fc.array(word), (words) => void read(words.join(''))))
  })
})
