import { describe, expect, it } from 'vitest'
import { ROOT } from '../../src/cli/place.ts'
import { noVarsFile, readVarsFile } from '../../src/cli/vars-file.ts'

describe('a vars file that is not there', () => {
  it("is answered with npm start where it is the project's own, which that makes", () => {
    expect(noVarsFile(`${ROOT}/.dev.vars`)).toMatch(
      /^There is no vars file \S*\.dev\.vars\. The first `npm start` makes one/,
    )
  })

  it('is answered with how to write one where it is another: nothing makes that', () => {
    expect(() => readVarsFile(`${ROOT}/none.vars`)).toThrow(
      /^There is no vars file \S*none\.vars\. Write .*NAME=value.*`npx orderbridge config` lists the names\.$/,
    )
  })
})
