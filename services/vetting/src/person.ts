import type { Aggregate, Context, Outgoing, RuntimeInput } from '@icms/backbone/aggregate'
import type {
  AccountCreated,
  AccountDeactivated,
  AccountRestored,
  AccountTerminated,
} from '@icms/schemas/generated/accounts-events-v1'
import type {
  ClaimPerson,
  PersonClaimed,
  PersonClaimRefused,
  PersonDeregistered,
  PersonRegistered,
  PersonReleased,
  ReleasePerson,
} from '@icms/schemas/generated/vetting-rekeyed-v1'
import type { PersonState } from '@icms/schemas/generated/vetting-state-v1'

export type PersonInput =
  | { readonly type: 'ClaimPerson'; readonly data: ClaimPerson }
  | { readonly type: 'ReleasePerson'; readonly data: ReleasePerson }
  | { readonly type: 'AccountCreated'; readonly data: AccountCreated }
  | { readonly type: 'AccountTerminated'; readonly data: AccountTerminated }
  | { readonly type: 'AccountDeactivated'; readonly data: AccountDeactivated }
  | { readonly type: 'AccountRestored'; readonly data: AccountRestored }

export type PersonOutput =
  | { readonly type: 'PersonClaimed'; readonly data: PersonClaimed }
  | { readonly type: 'PersonClaimRefused'; readonly data: PersonClaimRefused }
  | { readonly type: 'PersonReleased'; readonly data: PersonReleased }
  | { readonly type: 'PersonRegistered'; readonly data: PersonRegistered }
  | { readonly type: 'PersonDeregistered'; readonly data: PersonDeregistered }

/** Past applications that are remembered. A claim that old comes from an application that has long ended. */
const pastApplicationsMax = 16

const decide = (
  input: PersonInput | RuntimeInput,
  state: PersonState | undefined,
  { key: personId, at }: Context,
): readonly Outgoing<PersonOutput>[] => {
  switch (input.type) {
    case 'ClaimPerson':
      return claim(input.data.applicationId, personId, state, at)
    case 'ReleasePerson': {
      const { applicationId } = input.data
      if (state?.liveApplicationId !== applicationId) return []
      return [{ type: 'PersonReleased', data: { personId, applicationId, at } }]
    }
    case 'AccountTerminated':
    case 'AccountDeactivated': {
      const { accountId } = input.data
      if (state?.accountId !== accountId) return []
      return [{ type: 'PersonDeregistered', data: { personId, accountId, at } }]
    }
    case 'AccountCreated':
    case 'AccountRestored': {
      const { applicationId, accountId } = input.data
      if (state?.accountId) return []
      return [{ type: 'PersonRegistered', data: { personId, applicationId, accountId, at } }]
    }
    default:
      return []
  }
}

const claim = (
  applicationId: string,
  personId: string,
  state: PersonState | undefined,
  at: number,
): readonly Outgoing<PersonOutput>[] => {
  const { liveApplicationId, accountId, pastApplicationIds } = state ?? nobody(personId)
  if (applicationId === liveApplicationId || pastApplicationIds.includes(applicationId)) return []
  const isTaken = liveApplicationId !== null || accountId !== null
  return isTaken
    ? [
        {
          type: 'PersonClaimRefused',
          key: applicationId,
          data: { applicationId, personId, at, liveApplicationId, accountId },
        },
      ]
    : [{ type: 'PersonClaimed', key: applicationId, data: { applicationId, personId, at } }]
}

const evolve = (state: PersonState | undefined, output: PersonOutput): PersonState => {
  const person = state ?? nobody(output.data.personId)
  if (output.type === 'PersonDeregistered') return { ...person, accountId: null }
  const { applicationId } = output.data
  const pastApplicationIds = [...person.pastApplicationIds, applicationId].slice(-pastApplicationsMax)
  switch (output.type) {
    case 'PersonClaimed':
      return { ...person, liveApplicationId: applicationId }
    case 'PersonClaimRefused':
      return { ...person, pastApplicationIds }
    case 'PersonReleased':
      return { ...person, liveApplicationId: null, pastApplicationIds }
    case 'PersonRegistered':
      return {
        ...person,
        liveApplicationId: person.liveApplicationId === applicationId ? null : person.liveApplicationId,
        accountId: output.data.accountId,
        pastApplicationIds,
      }
  }
}

const nobody = (personId: string): PersonState => ({
  personId,
  liveApplicationId: null,
  accountId: null,
  pastApplicationIds: [],
})

/**
 * One person, by a keyed hash of the identity document: grants the person to one live application at a time, whatever
 * the channel, and to none while there is an account (A31, R16d). Nobody else decides it, and no index is looked at for it.
 */
export const person: Aggregate<PersonState, PersonInput, PersonOutput> = {
  name: 'person',
  state: 'icms.vetting.PersonState',
  inputs: [
    { topic: 'vetting.rekeyed.v1', types: ['ClaimPerson', 'ReleasePerson'] },
    {
      topic: 'accounts.events.v1',
      types: ['AccountCreated', 'AccountTerminated', 'AccountDeactivated', 'AccountRestored'],
      key: input => input.data.personId,
    },
  ],
  outputs: ['PersonClaimed', 'PersonClaimRefused', 'PersonReleased', 'PersonRegistered', 'PersonDeregistered'],
  decide,
  evolve,
}
