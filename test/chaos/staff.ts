import { type Answer, staff } from '@icms/deploy/demo/people'

type Member = Awaited<ReturnType<typeof staff>>

/**
 * One member of the staff who signs in when it is needed: Redis forgets sessions with everything else, and the process
 * that signs in may be killed meanwhile.
 */
export function staffMember(origin: string, staffId: string) {
  let signedIn: Promise<Member> | undefined
  return async (act: (member: Member) => Promise<Answer>): Promise<Answer> => {
    signedIn ??= staff(origin, staffId)
    const own = signedIn
    const leave = () => {
      if (signedIn === own) signedIn = undefined
    }
    const member = await own.catch((error: Error) => {
      leave()
      throw error
    })
    const answer = await act(member)
    if (answer.status === 401 || answer.status === 403) leave()
    return answer
  }
}
