"""A small schema in the shape of ours, for what holds of any document: limits and cost."""

from graphql import GraphQLSchema, build_schema

SMALL: GraphQLSchema = build_schema(
    """
    interface Node { id: ID! }
    type Query {
      account(id: ID!): Account
      accounts(first: Int, after: String, last: Int): AccountConnection!
      node(id: ID!): Node
      nodes(ids: [ID!]!): [Node]!
    }
    type AccountConnection { totalCount: Int! nodes: [Account!]! edges: [AccountEdge!]! }
    type AccountEdge { cursor: String! node: Account! }
    type Account implements Node {
      id: ID!
      name: String!
      domain: String
      parent: Account
      owners: [Person!]!
      people(first: Int, last: Int): PersonConnection!
      contacts(first: Int, last: Int): PersonConnection!
    }
    type PersonConnection { nodes: [Person!]! edges: [PersonEdge!]! }
    type PersonEdge { node: Person! }
    type Person implements Node {
      id: ID!
      name: String!
      manager: Person
      accounts(first: Int, last: Int): AccountConnection!
      reports(first: Int, last: Int): PersonConnection!
    }
    """
)
