/**
 * Rooms from the top of the house to the bottom: code that runs imports only from floors below its own. A room is a folder of
 * `src`, or a file in `src` itself. Rooms that are not listed are on the ground floor, where they may import one another.
 */
const FLOORS = [
  ['worker.ts'],
  ['platform'],
  ['app.ts'],
  ['api', 'console', 'cli'],
  ['courier', 'health', 'sources', 'config.ts'],
  ['config', 'supplier'],
  ['replies', 'journey.ts'],
  ['steps', 'exports'],
  ['documents', 'transports', 'outbox'],
]
const GROUND = FLOORS.length

function floorOf(room: string): number {
  const floor = FLOORS.findIndex((rooms) => rooms.includes(room))
  return floor < 0 ? GROUND : floor
}

/** Whether an import leads to another room that is not below. */
export function pointsUp(from: string, to: string): boolean {
  const areOnGround = floorOf(from) === GROUND && floorOf(to) === GROUND
  return from !== to && !areOnGround && floorOf(to) <= floorOf(from)
}
