import { bundleGateway, bundleWorker } from './bundle.ts'
import type { Subject } from './rounds.ts'
import type { Setting } from './setting.ts'
import { type Serving, serve, type Workerd } from './workerd.ts'

export interface Served extends Subject {
  readonly workerd: Workerd
}

/** Services that some routes need besides the Worker. */
export type Around = Pick<Serving, 'authority' | 'bucket' | 'withMail' | 'inspected'>

/** Every Worker that the bench can serve, each with its own storage. */
export interface Stage {
  /** Serves the product. `name` distinguishes several instances. */
  gateway(name: string, around?: Around): Promise<Served>
  /** Serves the product with its rows counted. */
  counted(): Promise<Served>
  /** Serves the product with an added leak. */
  keeping(around: Around): Promise<Served>
  bare(): Promise<Served>
  insert(): Promise<Served>
  close(): Promise<void>
}

export function createStage({ compiled, vars }: Setting, seen: string, folder: string): Stage {
  const product = bundleGateway('product', 'src/worker.ts', compiled, folder)
  const running: Workerd[] = []

  async function open(serving: Serving): Promise<Served> {
    const workerd = await serve(serving, folder)
    running.push(workerd)
    return { name: serving.name, url: workerd.url, pids: [workerd.pid], workerd }
  }

  return {
    gateway: (name, around = {}) => open({ name, bundle: product, vars, withObject: true, seen, ...around }),
    counted: () => {
      const bundle = bundleGateway('counted', 'bench/workers/counted.ts', compiled, folder)
      return open({ name: 'counted', bundle, vars, withObject: true, seen })
    },
    keeping: (around) => {
      const bundle = bundleGateway('keeping', 'bench/workers/keeping.ts', compiled, folder)
      return open({ name: 'keeping', bundle, vars, withObject: true, seen, ...around })
    },
    bare: () => open({ name: 'bare', bundle: bundleWorker('bare', folder), vars, withObject: false }),
    insert: () => open({ name: 'insert', bundle: bundleWorker('insert', folder), vars, withObject: true }),
    close: async () => {
      await Promise.all(running.map((workerd) => workerd.stop()))
    },
  }
}
