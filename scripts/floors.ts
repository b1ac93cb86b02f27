/**
 * Rooms from the top of the house to the bottom: a room imports only from floors below its own, types included. A room is
 * a folder of `src`, or a file in `src` itself.
 */
export const FLOORS: readonly (readonly string[])[] = [
  ['worker.ts'],
  ['platform'],
  ['app.ts'],
  ['console'],
  ['api', 'cli'],
  ['config.ts', 'courier', 'services.ts'],
  ['config', 'health', 'sources'],
  ['supplier'],
  ['journey.ts', 'replies'],
  ['exports', 'steps'],
  ['documents', 'outbox', 'transports'],
  ['access', 'alerts'],
  ['profile'],
  ['web'],
  ['ports.ts'],
  ['model'],
  ['text', 'version.ts'],
]

/** A room that is not listed is below the bottom floor, where every import points up. */
function floorOf(room: string): number {
  const floor = FLOORS.findIndex((rooms) => rooms.includes(room))
  return floor < 0 ? FLOORS.length : floor
}

/** Whether an import leads to another room that is not below. */
export const pointsUp = (from: string, to: string): boolean => from !== to && floorOf(to) <= floorOf(from)
