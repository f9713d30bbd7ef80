export const help = `npm run icms -- COMMAND        what operators do with topics, on either backbone

  topics                        every topic: its types, partitions and how many records each has
  tail TOPIC [--key=K] [--limit=N]
                                records of a topic, decoded; personal data is masked
  publish TOPIC FILE            writes records by the topic's schema, as another system would. FILE (or - for
                                standard input) has one JSON object or a list:
                                { "type": "FilingLodged", "key": "…", "id": "…", "source": "…", "data": { … } }
  timeline ID                   everything that happened to an application, account, case or mail, in order
  dead-letters list             inputs that could not be taken: reason, cause, place, and what they hold up
  audit verify                  follows the chain of every key: events that were changed, removed or inserted are named,
                                and the exit code is 1
  audit trail ID                every event of an application, account, case or mail: who, when, and whether it fits
  keys status                   how many data keys each master key wraps
  keys rotate                   wraps every data key with the newest master key; messages stay as they are
  topics create                 deploy step on Kafka: makes the topics that are missing
  schemas register | check      deploy steps: registers our schemas, or says which is not registered
  help                          this

  --json                        the answer as JSON, for other programs

It talks to the gateway that runs here, or at ICMS_PUBLIC_ORIGIN. Give it the same settings as the gateway has
(ICMS_DATA_DIR or ICMS_SECRET): they let it in.
`
