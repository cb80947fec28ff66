import {
  to = zerotrust_card.sessions
  identity = {
    id = "2xL6mVq8Tz3KcR9nWb4YsJ7hGdF"
  }
}
