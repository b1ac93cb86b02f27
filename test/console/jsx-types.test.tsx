import { expect, it } from 'vitest'
import { h } from '../../src/console/frame/jsx.ts'

async function Later() {
  return 'text'
}

/** Each is an error of types too: a directive above a line without an error fails the check of types. */
const mistakes: Readonly<Record<string, () => unknown>> = {
  // @ts-expect-error
  'an asynchronous component': () => <Later />,
  // @ts-expect-error
  'the spelling of React': () => <p className="wide">text</p>,
  // @ts-expect-error
  'a style': () => <p style={{ color: 'red' }}>text</p>,
  // @ts-expect-error
  'a handler': () => <button type="button" onClick={() => {}} />,
  // @ts-expect-error
  'HTML without its escapes': () => <p dangerouslySetInnerHTML={{ __html: '<b>' }} />,
  // @ts-expect-error
  'a boolean that is no flag': () => <p aria-hidden={true}>text</p>,
}

it.each(Object.entries(mistakes))('throws for %s', (_, write) => {
  expect(write).toThrow('JSX writes no ')
})
