import {
  to = zerotrust_access_member.contractors
  id = "2hV8Qm1nGk0rW3xTz5bYc7dLpAe/user/group:5hK2vQx8Lm4TzR9nYb7WsJ3cGdF"
}
