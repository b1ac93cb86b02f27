const SHARE_AT_A_DESK = 10

/**
 * The number of runs of a slow property: all of them in CI, a share at a desk (default: a tenth). `HISTORIES=50000` gives
 * another number. `scripts/test.mjs` sets ALL_HISTORIES, because CI itself is set for every run of the tests.
 */
export function histories(all: number, share = SHARE_AT_A_DESK): number {
  const { HISTORIES, ALL_HISTORIES } = process.env
  if (HISTORIES !== undefined) return Number(HISTORIES)
  return ALL_HISTORIES ? all : Math.ceil(all / share)
}
