interface Message {
  id: number
  words: string
  kind: 'done' | 'wrong' | 'waiting'
}

/** What the user is told at the edge of the screen. */
class Messages {
  all = $state<Message[]>([])
  #next = 0

  tell(words: string, kind: Message['kind'] = 'done') {
    const id = this.#next++
    this.all = [...this.all.filter((it) => it.kind !== 'waiting').slice(-2), { id, words, kind }]
    if (kind === 'done') setTimeout(() => this.drop(id), 4000)
    return id
  }

  drop(id: number) {
    this.all = this.all.filter((it) => it.id !== id)
  }
}

export const messages = new Messages()
