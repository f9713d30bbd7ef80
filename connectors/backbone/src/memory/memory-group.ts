/** One process in a group: it is told which partitions it holds. */
export type GroupMember = {
  start(partition: number): void
  /** Resolves when it has let go of the partition. */
  stop(partition: number): Promise<void>
  /** Lets go without being waited for. */
  drop(partition: number): void
}

type Joined = GroupMember & { readonly holding: Set<number>; asleep: boolean; gone: PromiseWithResolvers<void> }

export type Place = {
  /** Leaves, without its partitions being stopped: that is the member's own work. */
  leave(): void
  /** The process was stopped or goes on: while it sleeps others take over. */
  setAsleep(asleep: boolean): void
}

/**
 * Shares partitions among the members in the order in which they joined. A partition starts at its new member when
 * the old one has let go of it, is asleep or has died.
 */
export function createMemoryGroup(partitions: number) {
  const members: Joined[] = []
  let turn: Promise<void> = Promise.resolve()

  const share = (): Promise<void> => {
    turn = turn.then(shareOnce)
    return turn
  }

  function wantedOf(awake: readonly Joined[]) {
    return Array.from({ length: partitions }, (_, partition) => awake[partition % awake.length]!)
  }

  async function shareOnce() {
    const awake = () => (members.some(m => !m.asleep) ? members.filter(m => !m.asleep) : members)
    for (const member of members) if (!awake().includes(member)) dropAll(member)
    if (members.length === 0) return
    const owners = wantedOf(awake())
    const stopping = members.flatMap(member =>
      [...member.holding]
        .filter(partition => owners[partition] !== member)
        .map(async partition => {
          await Promise.race([member.stop(partition), member.gone.promise])
          member.holding.delete(partition)
        }),
    )
    await Promise.all(stopping)
    for (const [partition, owner] of owners.entries()) {
      if (!members.includes(owner) || owner.holding.has(partition)) continue
      if (members.some(m => m !== owner && m.holding.has(partition) && awake().includes(m))) continue
      owner.holding.add(partition)
      owner.start(partition)
    }
  }

  function dropAll(member: Joined) {
    for (const partition of member.holding) member.drop(partition)
    member.holding.clear()
  }

  return {
    /** Resolves when the partitions have been shared out with the new member among them. */
    async join(member: GroupMember): Promise<Place> {
      const joined: Joined = { ...member, holding: new Set(), asleep: false, gone: Promise.withResolvers() }
      members.push(joined)
      await share()
      return {
        leave() {
          const at = members.indexOf(joined)
          if (at >= 0) members.splice(at, 1)
          joined.gone.resolve()
          void share()
        },
        setAsleep(asleep) {
          if (joined.asleep === asleep || !members.includes(joined)) return
          joined.asleep = asleep
          if (asleep) joined.gone.resolve()
          else joined.gone = Promise.withResolvers()
          void share()
        },
      }
    },
    /** Resolves when everything asked for so far has been done. */
    settled: () => turn,
  }
}

export type MemoryGroup = ReturnType<typeof createMemoryGroup>
