import { endOfDayAfter } from '../calendar.ts'
import type { Observed } from '../observation.ts'
import { aheadMsMax, apartMsMax, type MakeRule } from './rule.ts'

type Invited = {
  invitedAt: number
  deadline: number
  isAwaited: boolean
  isUndelivered: boolean
  isSupplementAsked: boolean
}

/** Longer than any clock is off and any answer takes. */
const slackMs = 5_000

/**
 * Thirty calendar days from the invitation, ended once, at their last millisecond; whoever came in time is never
 * overtaken by the deadline, however late it is read (R35b, I4).
 */
export const attendances: MakeRule = (violate, plan) => {
  const invited = new Map<string, Invited>()
  /** Attendances that were recorded in time and are not decided yet, by application. */
  const inTime = new Map<string, Observed[]>()

  function invite({ key, data: { deadline }, at }: Observed) {
    const before = invited.get(key)
    const right = endOfDayAfter(at, 30)
    // After an attendance at which something was wanting the deadline stays (R35b).
    if (before?.isSupplementAsked ? deadline !== before.deadline : deadline !== Math.max(right, before?.deadline ?? 0))
      violate('I4', `${key} is invited at ${at} until ${deadline} (R35b)`)
    const open = { isAwaited: true, isUndelivered: false, isSupplementAsked: false }
    invited.set(key, { invitedAt: at, deadline, ...open })
  }

  function close({ key, at, now }: Observed) {
    const state = invited.get(key)
    if (!state?.isAwaited) return violate('I4', `the days of attendance of ${key} end though nobody is awaited`)
    if (at !== state.deadline) violate('I4', `the days of attendance of ${key} end at ${at}, not at ${state.deadline}`)
    if (now < state.deadline - aheadMsMax(plan)) violate('I4', `the days of attendance of ${key} end early, at ${now}`)
    if (state.isUndelivered) violate('I4', `${key} lapses though its invitation did not arrive`)
    const came = inTime.get(key)?.find(command => command.data.attendedAt <= state.deadline)
    if (came) violate('I4', `the deadline of ${key} overtook an attendance that was recorded at ${came.at}`)
    state.isAwaited = false
  }

  return {
    see(event) {
      const { topic, type, key, data, at, cause } = event
      const state = invited.get(key)
      if (
        topic === 'identity.commands.v1' &&
        state?.isAwaited &&
        !state.isSupplementAsked &&
        type === 'RecordAttendance'
      )
        if (at <= state.deadline - apartMsMax(plan) && at < event.now + slackMs)
          inTime.set(key, [...(inTime.get(key) ?? []), event])
      if (topic !== 'identity.events.v1') return
      if (cause !== undefined && type !== 'AttendanceWindowClosed')
        inTime.set(
          key,
          (inTime.get(key) ?? []).filter(command => command.id !== cause),
        )
      switch (type) {
        case 'AuthenticationInvited':
          return invite(event)
        case 'InvitationUndelivered':
          if (state) state.isUndelivered = true
          return
        case 'IdentityAuthenticated':
          if (!state?.isAwaited || state.isSupplementAsked) violate('I6', `${key} is authenticated and was not awaited`)
          if (state && !state.isUndelivered && at > state.deadline)
            violate('I4', `${key} is authenticated at ${at}, after its days had ended at ${state.deadline} (R35b)`)
          if (state) state.isAwaited = false
          return
        case 'AttendanceRecorded':
          if (state && !state.isUndelivered && data.attendedAt > state.deadline)
            violate('I4', `${key} attended at ${data.attendedAt}, after ${state.deadline}`)
          return
        case 'AuthenticationFailed':
          if (!state) return
          state.isUndelivered = false
          state.isSupplementAsked = data.supplement
          state.isAwaited = data.supplement
          if (data.attendBy !== null) state.deadline = data.attendBy
          return
        case 'InvitationWithdrawn':
          if (state) state.isAwaited = false
          return
        case 'AttendanceWindowClosed':
          return close(event)
      }
    },
    drained() {
      for (const [key, { isAwaited, isUndelivered, deadline }] of invited)
        if (isAwaited && !isUndelivered && deadline < plan.horizon - 3_600_000)
          violate('I4', `the days of attendance of ${key} ended at ${deadline} and nobody was told (R35b)`)
    },
  }
}
