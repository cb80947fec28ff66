import {
  to = zerotrust_card.sessions
  id = "2xL6mVq8Tz3KcR9nWb4YsJ7hGdF"
}
