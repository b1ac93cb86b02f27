// Chooses the cases of the property tests by ORDERBRIDGE_SEED, so that a check before a release gives the same answer
// twice. Without a seed each run tries other cases.
const seed = process.env.ORDERBRIDGE_SEED
if (seed !== undefined) {
  if (!/^-?\d+$/.test(seed)) throw new Error(`ORDERBRIDGE_SEED is a whole number, not "${seed}".`)
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ seed: Number(seed) })
}

export {}
