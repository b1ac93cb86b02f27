import { rowsOf } from './rows.ts'
import type { World } from './world.ts'

const TRY_MS = 30_000
/** More turns than any history needs to end. */
const TURNS = 400
const ANN = { by: 'ann', note: 'By telephone.' }

export interface Course {
  readonly seed: number
  readonly steps: number
  /** The possible next moves, with equal chances. */
  readonly moves: readonly (() => string | Promise<string>)[]
  /** Checks the promises at any time, and at the end. */
  readonly check: () => void
  readonly end: () => void
}

/**
 * Lives through a history, one move after another. Then every part works until no work is left. Returns the events;
 * throws with all events when a promise breaks.
 */
export async function run(world: World, { seed, steps, moves, check, end }: Course): Promise<readonly string[]> {
  const { random, pick, clock } = world
  const told: string[] = []
  try {
    for (let step = 0; step < steps; step++) {
      told.push(await pick(moves)())
      await world.settle()
      if (random() < 0.8) await world.ring()
      check()
    }
    for (const { name } of world.supplier.routes) world.outbox.resume(name, ANN)
    for (let turn = 0; turn < TURNS; turn++) {
      await world.ring()
      for (const knock of world.knocks) if (!knock.ended) knock.end(new Response(null, { status: 200 }))
      await world.settle()
      check()
      if (world.alarm === null) break
      clock.set(Math.max(clock.now(), world.alarm))
    }
    end()
  } catch (error) {
    const rows = rowsOf(world).map((row) => JSON.stringify(row))
    throw new Error([`Seed ${seed}: ${String(error)}`, ...told, ...rows].join('\n'))
  } finally {
    for (const knock of world.knocks) if (!knock.ended) knock.end(new Error('The end.'))
    await world.settle()
  }
  return told
}

/** Time passes, from alarm to alarm. An attempt is cut off after its thirty seconds. */
export async function pass(world: World, step: number): Promise<string> {
  const { clock } = world
  const until = clock.now() + step
  while (world.alarm !== null && world.alarm <= until) {
    clock.set(Math.max(clock.now(), world.alarm))
    timeOut(world)
    await world.settle()
    await world.ring()
  }
  clock.set(until)
  timeOut(world)
  return `${step} ms pass`
}

function timeOut({ knocks, clock }: World): void {
  for (const knock of knocks)
    if (!knock.ended && clock.now() - knock.at >= TRY_MS) knock.end(new DOMException('Too long.', 'TimeoutError'))
}

export async function stop(world: World): Promise<string> {
  await world.crash()
  return 'the object is stopped, and starts again'
}
