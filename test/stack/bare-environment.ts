/**
 * What a program of ours is started with, where it must see none of our settings: the path, and where what was compiled
 * once is kept, without which half of a start is compiling.
 */
export function bareEnvironment(): Readonly<Record<'PATH' | 'NODE_COMPILE_CACHE', string | undefined>> {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  return { PATH, NODE_COMPILE_CACHE }
}
